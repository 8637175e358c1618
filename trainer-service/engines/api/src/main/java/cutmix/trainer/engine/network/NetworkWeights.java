package cutmix.trainer.engine.network;

import cutmix.schemas.text.Listing;
import cutmix.trainer.engine.safetensors.Safetensors;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * All parameters of a network: trained parameters and statistics. {@link WeightNames} defines their names. Their
 * layouts do not depend on a library, so every engine reads the weights that another engine wrote. Files use the
 * safetensors format with little-endian float32 values.
 */
public final class NetworkWeights {

    /** Name of the file within a network's zip file. */
    public static final String FILE_NAME = "weights.safetensors";

    private static final String FIRST = WeightNames.weight(WeightNames.convolution(NetworkShape.STEM));
    private static final String LAST = WeightNames.bias(WeightNames.CLASSES);

    /** Matches the first convolution of a residual block. */
    private static final Pattern BLOCK = Pattern.compile(".*-a\\.conv\\.weight", Pattern.DOTALL);

    private static final int NAMES_SHOWN = 3;

    private final Map<String, WeightTensor> tensors = new LinkedHashMap<>();

    /**
     * Takes the tensors of a network.
     *
     * @throws IllegalArgumentException if they do not form a ResNet v1; the message names a tensor that is missing,
     * superfluous, or of another shape
     */
    public NetworkWeights(Map<String, WeightTensor> tensors) {
        NetworkShape network = requireNetwork(shapes(tensors));
        WeightNames.shapes(network).keySet().forEach(name -> this.tensors.put(name, tensors.get(name)));
    }

    /** Reads any network, as {@link #read(InputStream, Consumer)} does. */
    public static NetworkWeights read(InputStream in) throws IOException {
        return read(in, any -> {});
    }

    /**
     * Reads a safetensors file up to the end of the stream.
     *
     * @param check receives the network, for images of a single pixel, before memory is allocated for its weights;
     * throws an exception if the network does not match
     * @throws IOException if the stream is not such a file or is incomplete
     * @throws IllegalArgumentException as the constructor does
     */
    public static NetworkWeights read(InputStream in, Consumer<NetworkShape> check) throws IOException {
        return new NetworkWeights(Safetensors.read(in, shapes -> check.accept(requireNetwork(shapes))));
    }

    /** Returns the network, for images of a single pixel, that has exactly these tensors. */
    static NetworkShape requireNetwork(Map<String, List<Integer>> found) {
        NetworkShape network = network(found, 1, 1);
        Map<String, List<Integer>> shapes = WeightNames.shapes(network);
        shapes.forEach((name, shape) -> {
            List<Integer> other = found.get(name);
            if (!shape.equals(other)) {
                throw new IllegalArgumentException("tensor " + name
                        + (other == null ? " is missing" : " has the shape " + other + ", not " + shape));
            }
        });
        for (String name : found.keySet()) {
            if (!shapes.containsKey(name)) {
                throw new IllegalArgumentException("tensor " + name + " is not one of a ResNet v1 of this depth");
            }
        }
        return network;
    }

    /** Writes the weights in the safetensors format; does not close the stream. */
    public void write(OutputStream out) throws IOException {
        write(Map.of(), out);
    }

    /**
     * Writes the weights in the safetensors format; does not close the stream.
     *
     * @param metadata entries of the file's metadata
     */
    public void write(Map<String, String> metadata, OutputStream out) throws IOException {
        Safetensors.write(tensors, metadata, out);
    }

    /** Returns the tensors by name, in the order of the layers. */
    public Map<String, WeightTensor> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    /** Returns the values of one tensor; not a copy. */
    public float[] values(String name) {
        return tensors.get(name).values();
    }

    /** Concatenates the values of all tensors. */
    public float[] flat() {
        int length = tensors.values().stream()
                .mapToInt(tensor -> tensor.values().length)
                .sum();
        float[] flat = new float[length];
        int end = 0;
        for (WeightTensor tensor : tensors.values()) {
            System.arraycopy(tensor.values(), 0, flat, end, tensor.values().length);
            end += tensor.values().length;
        }
        return flat;
    }

    /** Returns the SHA-256 hash in hexadecimal. Equal weights have equal fingerprints. */
    public String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            write(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException | IOException e) {
            throw new IllegalStateException(e); // Every JDK provides SHA-256, and a null stream does not fail.
        }
    }

    /** Returns whether all values are finite. They are not finite after training has diverged. */
    public boolean areFinite() {
        for (WeightTensor tensor : tensors.values()) {
            for (float value : tensor.values()) {
                if (!Float.isFinite(value)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Returns the network of these weights for images of this size. */
    public NetworkShape network(int height, int width) {
        return network(shapes(tensors), height, width);
    }

    private static Map<String, List<Integer>> shapes(Map<String, WeightTensor> tensors) {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
        return shapes;
    }

    private static NetworkShape network(Map<String, List<Integer>> shapes, int height, int width) {
        List<Integer> first = shape(FIRST, shapes);
        List<Integer> last = shape(LAST, shapes);
        if (first.size() != 4) {
            throw new IllegalArgumentException(
                    "tensor " + FIRST + " has the shape " + first + ", not (outputs, inputs, height, width)");
        }
        if (last.size() != 1 || last.get(0) < 2) {
            throw new IllegalArgumentException(
                    "tensor " + LAST + " has the shape " + last + ", not one number, of two classes or more");
        }
        NetworkInput input = new NetworkInput(height, width, first.get(1), last.get(0));
        return new NetworkShape(6 * blocksPerStack(shapes.keySet()) + 2, input);
    }

    /** The number is rounded up, so that the comparison of all tensors finds and names a missing one. */
    private static int blocksPerStack(Set<String> names) {
        long blocks = names.stream().filter(BLOCK.asMatchPredicate()).count();
        return Math.toIntExact(Math.max(1, (blocks + NetworkShape.STACKS - 1) / NetworkShape.STACKS));
    }

    private static List<Integer> shape(String name, Map<String, List<Integer>> shapes) {
        List<Integer> shape = shapes.get(name);
        if (shape == null) {
            throw new IllegalArgumentException("tensor " + name + " is missing"
                    + (shapes.isEmpty() ? "" : "; found " + Listing.first(NAMES_SHOWN, List.copyOf(shapes.keySet()))));
        }
        return shape;
    }
}
