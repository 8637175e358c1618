package cutmix.trainer.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Named tensors as a file in the format safetensors: the length of a header in eight little-endian bytes; the header, a JSON
 * object of each tensor's {@code dtype}, {@code shape} and {@code data_offsets}; then the values. Only float32 is read.
 */
public final class Safetensors {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String METADATA = "__metadata__";
    private static final String FLOAT32 = "F32";
    private static final int LENGTH_BYTES = 8;
    private static final int LONGEST_HEADER = 1 << 24;
    /** So that values lie where their type may lie. */
    private static final int ALIGNMENT = 8;

    private Safetensors() {}

    /** Writes tensors in their order; the stream stays open. */
    public static void write(Map<String, WeightTensor> tensors, OutputStream out) throws IOException {
        ObjectNode header = JSON.createObjectNode();
        long end = 0;
        for (Map.Entry<String, WeightTensor> named : tensors.entrySet()) {
            long start = end;
            end += (long) Float.BYTES * named.getValue().values().length;
            ObjectNode entry = header.putObject(named.getKey()).put("dtype", FLOAT32);
            ArrayNode shape = entry.putArray("shape");
            named.getValue().shape().forEach(shape::add);
            entry.putArray("data_offsets").add(start).add(end);
        }
        byte[] json = JSON.writeValueAsBytes(header);
        int padded = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        ByteBuffer head = littleEndian(LENGTH_BYTES + padded).putLong(padded).put(json);
        while (head.hasRemaining()) {
            head.put((byte) ' ');
        }
        out.write(head.array());
        for (WeightTensor tensor : tensors.values()) {
            ByteBuffer bytes = littleEndian(Float.BYTES * tensor.values().length);
            bytes.asFloatBuffer().put(tensor.values());
            out.write(bytes.array());
        }
    }

    /**
     * Reads all tensors.
     *
     * @throws IOException if the stream is no such file, or ends too early
     */
    public static Map<String, WeightTensor> read(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        try {
            long length = Long.reverseBytes(data.readLong());
            if (length < 2 || length > LONGEST_HEADER) {
                throw new IOException("it is not in the format safetensors");
            }
            JsonNode header = JSON.readTree(data.readNBytes((int) length));
            byte[] values = data.readAllBytes();
            Map<String, WeightTensor> tensors = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> named : header.properties()) {
                if (!named.getKey().equals(METADATA)) {
                    tensors.put(named.getKey(), tensor(named.getKey(), named.getValue(), values));
                }
            }
            return tensors;
        } catch (EOFException e) {
            throw new IOException("it is not in the format safetensors: it ends within its first eight bytes", e);
        }
    }

    private static WeightTensor tensor(String name, JsonNode entry, byte[] values) throws IOException {
        if (!entry.path("dtype").asText().equals(FLOAT32)) {
            throw new IOException("tensor " + name + " is of the type " + entry.path("dtype") + ", not " + FLOAT32);
        }
        List<Integer> shape = new ArrayList<>();
        entry.path("shape").forEach(side -> shape.add(side.asInt()));
        long start = entry.path("data_offsets").path(0).asLong(-1);
        long end = entry.path("data_offsets").path(1).asLong(-1);
        if (start < 0 || end < start || end > values.length || (end - start) % Float.BYTES != 0) {
            throw new IOException("tensor " + name + " is not whole: its values are to lie at " + start + " to " + end
                    + " of " + values.length + " bytes");
        }
        float[] floats = new float[(int) (end - start) / Float.BYTES];
        ByteBuffer.wrap(values, (int) start, (int) (end - start))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(floats);
        try {
            return new WeightTensor(shape, floats);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IOException("tensor " + name + ": " + e.getMessage(), e);
        }
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
