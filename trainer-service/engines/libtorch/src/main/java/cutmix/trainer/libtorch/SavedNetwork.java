package cutmix.trainer.libtorch;

import cutmix.trainer.engine.archive.ZipSequence;
import cutmix.trainer.engine.network.NetworkShape;
import cutmix.trainer.engine.network.NetworkWeights;
import cutmix.trainer.engine.network.WeightTensor;
import cutmix.trainer.engine.safetensors.Safetensors;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A network and its optimizer as a zip file with {@code weights.safetensors}, {@code optimizer.safetensors}, and {@code
 * steps}, a big-endian number of eight bytes.
 *
 * @param optimizer state of the optimizer by names of its own
 * @param steps number of finished steps
 */
record SavedNetwork(NetworkWeights weights, Map<String, WeightTensor> optimizer, long steps) {

    private static final String WEIGHTS = NetworkWeights.FILE_NAME;
    private static final String OPTIMIZER = "optimizer.safetensors";
    private static final String STEPS = "steps";
    /** Limit on the optimizer's vectors, each at most as long as the weights. */
    private static final int MOST_VECTORS = 2;

    /** Does not close the stream. */
    void write(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.putNextEntry(new ZipEntry(WEIGHTS));
        weights.write(zip);
        zip.putNextEntry(new ZipEntry(OPTIMIZER));
        Safetensors.write(optimizer, zip);
        zip.putNextEntry(new ZipEntry(STEPS));
        new DataOutputStream(zip).writeLong(steps);
        zip.finish();
    }

    /**
     * @param check receives the network, for images of a single pixel, before memory is allocated for its weights;
     * throws an exception if the network does not match
     * @throws IOException if the stream is not such a file
     * @throws IllegalArgumentException if the weights belong to another kind of network
     */
    static SavedNetwork read(InputStream in, Consumer<NetworkShape> check) throws IOException {
        ZipSequence entries = new ZipSequence(in);
        NetworkWeights weights = NetworkWeights.read(entries.next(WEIGHTS), check);
        long most = MOST_VECTORS * (long) weights.flat().length;
        Map<String, WeightTensor> optimizer =
                Safetensors.read(entries.next(OPTIMIZER), shapes -> requireAtMost(most, shapes));
        byte[] steps = entries.read(STEPS, Long.BYTES);
        if (steps.length < Long.BYTES || steps[0] < 0) {
            throw new IOException("it does not say how many steps it was trained");
        }
        return new SavedNetwork(weights, optimizer, ByteBuffer.wrap(steps).getLong());
    }

    private static void requireAtMost(long most, Map<String, List<Integer>> shapes) {
        long values = shapes.values().stream()
                .mapToLong(shape -> shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b))
                .sum();
        if (values > most) {
            throw new IllegalArgumentException(
                    "its optimizer has " + values + " values, more than the network can have");
        }
    }
}
