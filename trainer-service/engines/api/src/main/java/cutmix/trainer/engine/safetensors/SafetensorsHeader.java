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
 * The header of a safetensors file. Each tensor's offsets match its shape, and together the tensors fill the values
 * without a gap or an overlap, as the format requires.
 *
 * @param tensors positions of the tensors in the order of the header
 * @param metadata entries of the file's metadata by name
 */
public record SafetensorsHeader(List<TensorEntry> tensors, Map<String, String> metadata) {

    static final String METADATA = "__metadata__";

    /** A counter that PyTorch stores with the statistics of a normalization, and uses only without a momentum. */
    private static final String COUNTER = ".num_batches_tracked";

    private static final String COUNTER_TYPE = "I64";
    private static final int COUNTER_BYTES = Long.BYTES;
    /**
     * The limit suffices for a network of 3,000 layers, and prevents a header from announcing more values than fit into
     * memory.
     */
    static final int LONGEST = 2 << 20;

    private static final int LONGEST_NAME = 200;
    private static final int MOST_DIMENSIONS = 8;
    private static final int MOST_VALUES = Integer.MAX_VALUE / Float.BYTES;

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /**
     * The position of a tensor's values.
     *
     * @param type type of the values; empty for a counter, which the reader skips
     * @param start bytes from the first value in the file
     * @param values number of values
     */
    record TensorEntry(String name, Optional<TensorType> type, List<Integer> shape, long start, int values) {

        long end() {
            return start + (long) values * type.map(TensorType::bytes).orElse(COUNTER_BYTES);
        }
    }

    /**
     * Reads a header. The stream is then positioned at the values.
     *
     * @throws NotSafetensorsException if the stream is not in the safetensors format
     * @throws IOException if the header is incomplete, or a tensor has an unsupported type or shape
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
            throw new IOException("it is incomplete: it ends within its header");
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
            throw new NotSafetensorsException("its header is not a JSON object");
        }
        List<TensorEntry> tensors = new ArrayList<>();
        Map<String, String> metadata = Map.of();
        for (Map.Entry<String, JsonNode> named : root.properties()) {
            if (named.getKey().equals(METADATA)) {
                metadata = metadata(named.getValue());
            } else {
                tensors.add(tensor(named.getKey(), named.getValue()));
            }
        }
        SafetensorsHeader header = new SafetensorsHeader(List.copyOf(tensors), metadata);
        header.requireNoGap();
        return header;
    }

    private static Map<String, String> metadata(JsonNode node) throws IOException {
        Map<String, String> metadata = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> named : node.properties()) {
            if (!named.getValue().isTextual()) {
                throw new IOException(METADATA + " has a value for " + named.getKey() + " that is not a string");
            }
            metadata.put(named.getKey(), named.getValue().textValue());
        }
        if (!node.isObject()) {
            throw new IOException(METADATA + " is not a JSON object");
        }
        return Collections.unmodifiableMap(metadata);
    }

    /** @throws IOException if the name is too long or is reserved for the metadata */
    static void requireName(String name) throws IOException {
        if (name.length() > LONGEST_NAME || name.equals(METADATA)) {
            throw new IOException("a tensor cannot have a name of " + name.length() + " characters, or " + METADATA);
        }
    }

    private static TensorEntry tensor(String name, JsonNode entry) throws IOException {
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
            throw new IOException("tensor " + name + " has no shape, or does not state the position of its values");
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
        TensorEntry tensor = new TensorEntry(name, type, List.copyOf(shape), offset(offsets.get(0)), (int) values);
        if (tensor.start() < 0 || tensor.end() != offset(offsets.get(1))) {
            throw new IOException(
                    "tensor " + name + " of the shape " + shape + " does not match the offsets" + " " + offsets);
        }
        return tensor;
    }

    /** Returns a negative number if the node is not an offset. */
    private static long offset(JsonNode number) {
        return number.isIntegralNumber() && number.canConvertToLong() ? number.longValue() : -1;
    }

    private void requireNoGap() throws IOException {
        long end = 0;
        for (TensorEntry tensor : inOrderOfValues()) {
            if (tensor.start() != end) {
                throw new IOException("tensor " + tensor.name() + " begins at " + tensor.start()
                        + ", but the values before it end at " + end);
            }
            end = tensor.end();
        }
    }

    /** Returns the tensors in the order of their values. */
    List<TensorEntry> inOrderOfValues() {
        return tensors.stream()
                .sorted(Comparator.comparingLong(TensorEntry::start).thenComparingLong(TensorEntry::end))
                .toList();
    }

    /** Returns the shape of each tensor by name, except for skipped tensors. */
    public Map<String, List<Integer>> shapes() {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        for (TensorEntry tensor : tensors) {
            if (tensor.type().isPresent()) {
                shapes.put(tensor.name(), tensor.shape());
            }
        }
        return shapes;
    }
}
