package cutmix.trainer.engine.safetensors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import cutmix.trainer.engine.network.WeightTensor;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads and writes named tensors in the safetensors format. A file begins with the length of the header as eight
 * little-endian bytes. The header is a JSON object with the {@code dtype}, {@code shape} and {@code data_offsets} of
 * each tensor, and a map {@code __metadata__} of strings. The values follow. The writer writes float32; the reader
 * accepts the types of {@link TensorType} and the headers of {@link SafetensorsHeader}, and skips the counters {@code
 * num_batches_tracked} of PyTorch's normalizations.
 */
public final class Safetensors {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LENGTH_BYTES = 8;
    /** Number of values in one read. */
    private static final int PART = 1 << 14;
    /** The header is padded so that the values are aligned for every type. */
    private static final int ALIGNMENT = 8;

    private Safetensors() {}

    /** Writes tensors without metadata, as {@link #write(Map, Map, OutputStream)} does. */
    public static void write(Map<String, WeightTensor> tensors, OutputStream out) throws IOException {
        write(tensors, Map.of(), out);
    }

    /**
     * Writes tensors in their order; does not close the stream.
     *
     * @param metadata entries of the file's metadata
     * @throws IOException if writing fails, or no reader would accept the tensors: there are too many, a name is too
     * long, or a value is not finite
     */
    public static void write(Map<String, WeightTensor> tensors, Map<String, String> metadata, OutputStream out)
            throws IOException {
        ObjectNode header = JSON.createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode entry = header.putObject(SafetensorsHeader.METADATA);
            metadata.forEach(entry::put);
        }
        long end = 0;
        for (Map.Entry<String, WeightTensor> named : tensors.entrySet()) {
            SafetensorsHeader.requireName(named.getKey());
            long start = end;
            end += (long) Float.BYTES * named.getValue().values().length;
            ObjectNode entry = header.putObject(named.getKey()).put("dtype", TensorType.F32.name());
            ArrayNode shape = entry.putArray("shape");
            named.getValue().shape().forEach(shape::add);
            entry.putArray("data_offsets").add(start).add(end);
        }
        byte[] json = JSON.writeValueAsBytes(header);
        if (json.length > SafetensorsHeader.LONGEST) {
            throw new IOException("a network of " + tensors.size() + " tensors has too many to be read again");
        }
        int padded = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        ByteBuffer head = littleEndian(LENGTH_BYTES + padded).putLong(padded).put(json);
        while (head.hasRemaining()) {
            head.put((byte) ' ');
        }
        for (Map.Entry<String, WeightTensor> named : tensors.entrySet()) {
            requireFinite(named.getKey(), named.getValue().values());
        }
        out.write(head.array());
        for (WeightTensor tensor : tensors.values()) {
            ByteBuffer bytes = littleEndian(Float.BYTES * tensor.values().length);
            bytes.asFloatBuffer().put(tensor.values());
            out.write(bytes.array());
        }
    }

    /**
     * Reads all tensors up to the end of the stream.
     *
     * @param shapes receives the shape of each tensor by name before memory is allocated, and throws an exception if
     * the shapes are wrong; a header can announce more values than fit into memory
     * @throws IOException if the stream is not such a file, ends too early or too late, or a value is not finite
     */
    public static Map<String, WeightTensor> read(InputStream in, Consumer<Map<String, List<Integer>>> shapes)
            throws IOException {
        try {
            return readWhole(in, shapes);
        } catch (EOFException e) { // A stream that decompresses may throw it without a message.
            throw new IOException("it is incomplete", e);
        }
    }

    private static Map<String, WeightTensor> readWhole(InputStream in, Consumer<Map<String, List<Integer>>> shapes)
            throws IOException {
        SafetensorsHeader header = SafetensorsHeader.read(in);
        shapes.accept(header.shapes());
        Map<String, WeightTensor> read = new HashMap<>();
        for (SafetensorsHeader.TensorEntry tensor : header.inOrderOfValues()) {
            if (tensor.type().isPresent()) {
                float[] values = values(in, tensor, tensor.type().get());
                read.put(tensor.name(), new WeightTensor(tensor.shape(), values));
            } else {
                in.skipNBytes(tensor.end() - tensor.start());
            }
        }
        if (in.read() >= 0) {
            throw new IOException("bytes follow the last of its tensors");
        }
        Map<String, WeightTensor> tensors = new LinkedHashMap<>();
        header.shapes().keySet().forEach(name -> tensors.put(name, read.get(name)));
        return tensors;
    }

    private static float[] values(InputStream in, SafetensorsHeader.TensorEntry tensor, TensorType type)
            throws IOException {
        float[] values = new float[tensor.values()];
        ByteBuffer part = littleEndian(Math.min(PART, values.length) * type.bytes());
        for (int start = 0; start < values.length; ) {
            int count = Math.min(PART, values.length - start);
            int bytes = count * type.bytes();
            if (in.readNBytes(part.array(), 0, bytes) < bytes) {
                throw new IOException("tensor " + tensor.name() + " is incomplete: the values end within it");
            }
            part.clear();
            for (int end = start + count; start < end; start++) {
                values[start] = type.next(part);
            }
        }
        requireFinite(tensor.name(), values);
        return values;
    }

    private static void requireFinite(String name, float[] values) throws IOException {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new IOException("tensor " + name + " has the value " + value);
            }
        }
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
