package cutmix.trainer.libtorch;

import cutmix.trainer.engine.NetworkWeights;
import cutmix.trainer.engine.Safetensors;
import cutmix.trainer.engine.WeightTensor;
import cutmix.trainer.engine.ZipEntries;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A network with its optimizer, as a zip file of {@code weights.safetensors}, {@code optimizer.safetensors}, and {@code steps}, a
 * big-endian number of eight bytes.
 *
 * @param optimizer its state by names of its own
 * @param steps that the optimizer has made
 */
record SavedNetwork(NetworkWeights weights, Map<String, WeightTensor> optimizer, long steps) {

    private static final String WEIGHTS = NetworkWeights.FILE_NAME;
    private static final String OPTIMIZER = "optimizer.safetensors";
    private static final String STEPS = "steps";

    /** The stream stays open. */
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
     * @throws IOException if it is no such file
     * @throws IllegalArgumentException if its weights are those of another kind of network
     */
    static SavedNetwork read(InputStream in) throws IOException {
        Map<String, byte[]> entries = ZipEntries.read(in, Set.of(WEIGHTS, OPTIMIZER, STEPS));
        return new SavedNetwork(
                NetworkWeights.read(new ByteArrayInputStream(entries.get(WEIGHTS))),
                Safetensors.read(new ByteArrayInputStream(entries.get(OPTIMIZER))),
                new DataInputStream(new ByteArrayInputStream(entries.get(STEPS))).readLong());
    }
}
