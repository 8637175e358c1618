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
 * All parameters of a network, trained ones and statistics, called as {@link WeightNames} has it and in layouts that no library
 * dictates: every engine reads what another has written. As a file they are in the format safetensors, as little-endian float32.
 */
public final class NetworkWeights {

    /** What the file is called within a network's zip file. */
    public static final String FILE_NAME = "weights.safetensors";

    private static final String FIRST = WeightNames.weight(WeightNames.convolution(NetworkShape.STEM));
    private static final String LAST = WeightNames.bias(WeightNames.CLASSES);

    /** The first convolution of a residual block. */
    private static final Pattern BLOCK = Pattern.compile(".*-a\\.conv\\.weight", Pattern.DOTALL);

    private static final int NAMES_SHOWN = 3;

    private final Map<String, WeightTensor> tensors = new LinkedHashMap<>();

    /**
     * Takes the tensors of a network.
     *
     * @throws IllegalArgumentException if they are not those of a ResNet v1; names one that is missing, superfluous, or of
     *     another shape
     */
    public NetworkWeights(Map<String, WeightTensor> tensors) {
        NetworkShape network = requireNetwork(shapes(tensors));
        WeightNames.shapes(network).keySet().forEach(name -> this.tensors.put(name, tensors.get(name)));
    }

    /** The same as {@link #read(InputStream, Consumer)}, of any network. */
    public static NetworkWeights read(InputStream in) throws IOException {
        return read(in, any -> {});
    }

    /**
     * Reads a file in the format safetensors, up to the end of the stream.
     *
     * @param check is handed the network, for images of a single pixel, before memory is taken for its weights; refuses by an
     *     exception of its own one that does not fit
     * @throws IOException if it is no such file, or not whole
     * @throws IllegalArgumentException as the constructor does
     */
    public static NetworkWeights read(InputStream in, Consumer<NetworkShape> check) throws IOException {
        return new NetworkWeights(Safetensors.read(in, shapes -> check.accept(requireNetwork(shapes))));
    }

    /** The network, for images of a single pixel, that has exactly these tensors. */
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

    /** Writes them in the format safetensors; the stream stays open. */
    public void write(OutputStream out) throws IOException {
        write(Map.of(), out);
    }

    /**
     * Writes them in the format safetensors; the stream stays open.
     *
     * @param metadata what the file is to say of itself
     */
    public void write(Map<String, String> metadata, OutputStream out) throws IOException {
        Safetensors.write(tensors, metadata, out);
    }

    /** By their names, in the order of the layers. */
    public Map<String, WeightTensor> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    /** The values of one; not a copy. */
    public float[] values(String name) {
        return tensors.get(name).values();
    }

    /** The values of all, one after the other. */
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

    /** SHA-256, in hexadecimal: equal fingerprints, equal weights. */
    public String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            write(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException | IOException e) {
            throw new IllegalStateException(e); // Every JDK has it, and nothing is written.
        }
    }

    /** Whether all values are finite, which those of a training that diverged are not. */
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

    /** The network that they belong to, for images of a size. */
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

    /** Rounded up: then a tensor is missing, and whoever compares them all can name it. */
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
