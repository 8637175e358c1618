package cutmix.trainer.engine.safetensors;

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
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a file in the format safetensors announces. Each tensor's offsets fit its shape, and together they fill the values without a
 * gap or an overlap, as the format demands.
 *
 * @param stretches in the order in which the header names them
 * @param metadata what the file says of itself, by names
 */
public record SafetensorsHeader(List<Stretch> stretches, Map<String, String> metadata) {

    static final String METADATA = "__metadata__";

    /** A counter that PyTorch keeps beside the statistics of a normalisation, and needs only without a momentum. */
    private static final String COUNTER = ".num_batches_tracked";

    private static final String COUNTER_TYPE = "I64";
    private static final int COUNTER_BYTES = Long.BYTES;
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
     * @param type of its values; empty of a counter, which is passed over
     * @param start in bytes from the first value of all
     * @param values their number
     */
    record Stretch(String name, Optional<TensorType> type, List<Integer> shape, long start, int values) {

        long end() {
            return start + (long) values * type.map(TensorType::bytes).orElse(COUNTER_BYTES);
        }
    }

    /**
     * Reads a header; the stream then stands before the values.
     *
     * @throws NotSafetensorsException if the stream is not in the format safetensors
     * @throws IOException if it is not whole, or a tensor is not one that can be read
     */
    public static SafetensorsHeader read(InputStream in) throws IOException {
        byte[] length = in.readNBytes(Long.BYTES);
        if (length.length < Long.BYTES) {
            throw new NotSafetensorsException("it ends within its first eight bytes");
        }
        long announced = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (announced < 2 || announced > LONGEST) {
            throw new NotSafetensorsException(
                    "it announces a header of " + Long.toUnsignedString(announced) + " bytes");
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
            throw new NotSafetensorsException(e.getOriginalMessage(), e);
        }
        if (!root.isObject()) {
            throw new NotSafetensorsException("its header is no JSON object");
        }
        List<Stretch> stretches = new ArrayList<>();
        Map<String, String> metadata = Map.of();
        for (Map.Entry<String, JsonNode> named : root.properties()) {
            if (named.getKey().equals(METADATA)) {
                metadata = metadata(named.getValue());
            } else {
                stretches.add(stretch(named.getKey(), named.getValue()));
            }
        }
        SafetensorsHeader header = new SafetensorsHeader(List.copyOf(stretches), metadata);
        header.requireNoGap();
        return header;
    }

    private static Map<String, String> metadata(JsonNode node) throws IOException {
        Map<String, String> metadata = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> named : node.properties()) {
            if (!named.getValue().isTextual()) {
                throw new IOException(METADATA + " has a value for " + named.getKey() + " that is no text");
            }
            metadata.put(named.getKey(), named.getValue().textValue());
        }
        if (!node.isObject()) {
            throw new IOException(METADATA + " is no JSON object");
        }
        return Collections.unmodifiableMap(metadata);
    }

    /** @throws IOException if it is too long, or is what the format calls its metadata */
    static void requireName(String name) throws IOException {
        if (name.length() > LONGEST_NAME || name.equals(METADATA)) {
            throw new IOException("a tensor cannot have a name of " + name.length() + " characters, or " + METADATA);
        }
    }

    private static Stretch stretch(String name, JsonNode entry) throws IOException {
        requireName(name);
        boolean counter = name.endsWith(COUNTER);
        String dtype = entry.path("dtype").asText();
        Optional<TensorType> type = counter ? Optional.empty() : TensorType.named(dtype);
        if (counter ? !dtype.equals(COUNTER_TYPE) : type.isEmpty()) {
            throw new IOException("tensor " + name + " is of the type " + entry.path("dtype") + ", not "
                    + (counter ? COUNTER_TYPE : "one of " + TensorType.names()));
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
            if (values > (counter ? 1 : MOST_VALUES)) {
                throw new IOException("tensor " + name + " of the shape " + sides + " is too large");
            }
        }
        Stretch stretch = new Stretch(name, type, List.copyOf(shape), offset(offsets.get(0)), (int) values);
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

    /** The shape of each tensor by its name, without those that are passed over. */
    public Map<String, List<Integer>> shapes() {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        for (Stretch stretch : stretches) {
            if (stretch.type().isPresent()) {
                shapes.put(stretch.name(), stretch.shape());
            }
        }
        return shapes;
    }
}
