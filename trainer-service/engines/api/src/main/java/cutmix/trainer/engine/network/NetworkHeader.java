package cutmix.trainer.engine.network;

import cutmix.trainer.engine.safetensors.SafetensorsHeader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * What the header of a file of {@link NetworkWeights} tells, without the weights.
 *
 * @param network for images of a single pixel
 * @param metadata what the file says of itself, by names
 */
public record NetworkHeader(NetworkShape network, Map<String, String> metadata) {

    public NetworkHeader {
        metadata = Map.copyOf(metadata);
    }

    /**
     * Reads the beginning of a file.
     *
     * @throws IOException if it is not in the format safetensors
     * @throws IllegalArgumentException if it is not of a ResNet v1; names a tensor that is missing, superfluous, or of another shape
     */
    public static NetworkHeader read(InputStream in) throws IOException {
        SafetensorsHeader header = SafetensorsHeader.read(in);
        return new NetworkHeader(NetworkWeights.requireNetwork(header.shapes()), header.metadata());
    }
}
