package cutmix.trainer.engine;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a file in the format safetensors announces. Each tensor's offsets fit its shape, and together they fill the values without a
 * gap or an overlap, as the format demands.
 *
 * @param stretches in the order in which the header names them
 */
record SafetensorsHeader(List<Stretch> stretches) {

    static final String FLOAT32 = "F32";

    private static final String METADATA = "__metadata__";
    /** Enough for a network of 3,000 layers, and too little to announce more values than memory holds. */
    static final int LONGEST = 2 << 20;

    private static final int LONGEST_NAME = 200;
    private static final int MOST_DIMENSIONS = 8;
    private static final int MOST_VALUES = Integer.MAX_VALUE / Float.BYTES;

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /**
     * Where the values of a tensor lie.
     *
     * @param start in bytes from the first value of all
     * @param values their number
     */
    record Stretch(String name, List<Integer> shape, long start, int values) {

        long end() {
            return start + (long) values * Float.BYTES;
        }
    }

    /**
     * Reads a header; the stream then stands before the values.
     *
     * @throws IOException if there is none
     */
    static SafetensorsHeader read(InputStream in) throws IOException {
        byte[] length = in.readNBytes(Long.BYTES);
        if (length.length < Long.BYTES) {
            throw new IOException("it is not in the format safetensors: it ends within its first eight bytes");
        }
        long announced = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (announced < 2 || announced > LONGEST) {
            throw new IOException("it is not in the format safetensors");
        }
        byte[] json = in.readNBytes((int) announced);
        if (json.length < announced) {
            throw new IOException("it is not whole: it ends within its header");
        }
        return parse(json);
    }

    private static SafetensorsHeader parse(byte[] json) throws IOException {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IOException("it is not in the format safetensors: " + e.getOriginalMessage(), e);
        }
        if (!root.isObject()) {
            throw new IOException("it is not in the format safetensors: its header is no JSON object");
        }
        List<Stretch> stretches = new ArrayList<>();
        for (Map.Entry<String, JsonNode> named : root.properties()) {
            if (!named.getKey().equals(METADATA)) {
                stretches.add(stretch(named.getKey(), named.getValue()));
            }
        }
        SafetensorsHeader header = new SafetensorsHeader(List.copyOf(stretches));
        header.requireNoGap();
        return header;
    }

    /** @throws IOException if it is too long, or is what the format calls its metadata */
    static void requireName(String name) throws IOException {
        if (name.length() > LONGEST_NAME || name.equals(METADATA)) {
            throw new IOException("a tensor cannot have a name of " + name.length() + " characters, or " + METADATA);
        }
    }

    private static Stretch stretch(String name, JsonNode entry) throws IOException {
        requireName(name);
        if (!entry.path("dtype").asText().equals(FLOAT32)) {
            throw new IOException("tensor " + name + " is of the type " + entry.path("dtype") + ", not " + FLOAT32);
        }
        JsonNode sides = entry.path("shape");
        JsonNode offsets = entry.path("data_offsets");
        if (!sides.isArray() || sides.size() > MOST_DIMENSIONS || !offsets.isArray() || offsets.size() != 2) {
            throw new IOException("tensor " + name + " has no shape, or does not say where its values lie");
        }
        List<Integer> shape = new ArrayList<>();
        long values = 1;
        for (JsonNode side : sides) {
            if (!side.canConvertToInt() || !side.isIntegralNumber() || side.intValue() < 0) {
                throw new IOException("tensor " + name + " has the shape " + sides);
            }
            shape.add(side.intValue());
            values *= side.intValue();
            if (values > MOST_VALUES) {
                throw new IOException("tensor " + name + " of the shape " + sides + " is too large");
            }
        }
        Stretch stretch = new Stretch(name, List.copyOf(shape), offset(offsets.get(0)), (int) values);
        if (stretch.start() < 0 || stretch.end() != offset(offsets.get(1))) {
            throw new IOException("tensor " + name + " of the shape " + shape + " does not fit the offsets " + offsets);
        }
        return stretch;
    }

    /** Negative where it is none. */
    private static long offset(JsonNode number) {
        return number.isIntegralNumber() && number.canConvertToLong() ? number.longValue() : -1;
    }

    private void requireNoGap() throws IOException {
        long end = 0;
        for (Stretch stretch : inOrderOfValues()) {
            if (stretch.start() != end) {
                throw new IOException("tensor " + stretch.name() + " begins at " + stretch.start()
                        + ", but the values before it end at " + end);
            }
            end = stretch.end();
        }
    }

    /** In the order in which the values lie. */
    List<Stretch> inOrderOfValues() {
        return stretches.stream()
                .sorted(Comparator.comparingLong(Stretch::start).thenComparingLong(Stretch::end))
                .toList();
    }

    /** The shape of each tensor by its name. */
    Map<String, List<Integer>> shapes() {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        stretches.forEach(stretch -> shapes.put(stretch.name(), stretch.shape()));
        return shapes;
    }
}
