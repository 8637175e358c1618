package cutmix.trainer.engine.network;

import cutmix.trainer.engine.safetensors.SafetensorsHeader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * The header of a file of {@link NetworkWeights}, without the weights.
 *
 * @param network network for images of a single pixel
 * @param metadata entries of the file's metadata by name
 */
public record NetworkHeader(NetworkShape network, Map<String, String> metadata) {

    public NetworkHeader {
        metadata = Map.copyOf(metadata);
    }

    /**
     * Reads the beginning of a file.
     *
     * @throws IOException if the file is not in the safetensors format
     * @throws IllegalArgumentException if the tensors do not form a ResNet v1; the message names a tensor that is
     * missing, superfluous, or of another shape
     */
    public static NetworkHeader read(InputStream in) throws IOException {
        SafetensorsHeader header = SafetensorsHeader.read(in);
        return new NetworkHeader(NetworkWeights.requireNetwork(header.shapes()), header.metadata());
    }
}
