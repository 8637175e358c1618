package cutmix.trainer.checkpoint;

import cutmix.schemas.failure.SettingException;
import cutmix.schemas.failure.UserException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * All that the weights of a run follow from. A run goes on only from a checkpoint of an equal one.
 *
 * @param dataset the fingerprint of its images and labels
 * @param order the seed of the dataset's epochs and mixing
 * @param path of the data: cutmix or plain
 * @param seed of the initial weights
 * @param weights what identifies the initial weights where they were given, not drawn; else empty
 * @param engine by name, with its precision where that is not float32
 * @param steps from which the learning rate of each follows; 0 where it does not
 */
public record RunIdentity(
        String dataset,
        long order,
        String path,
        String recipe,
        int depth,
        int batchSize,
        long seed,
        String weights,
        String engine,
        int steps) {

    public RunIdentity {
        Objects.requireNonNull(dataset, "dataset");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(recipe, "recipe");
        // Earlier versions had none of them, and no schedule.
        weights = weights == null ? "" : weights;
        engine = engine == null ? "dl4j" : engine;
    }

    /** Starts with drawn initial weights and no schedule. */
    public static RunIdentityBuilder builder() {
        return new RunIdentityBuilder();
    }

    /**
     * @param file where this one was found, for the message
     * @throws UserException if another run differs; names in what
     */
    void requireEqual(RunIdentity wanted, Path file) {
        Map<String, Object> here = named();
        wanted.named().forEach((name, value) -> {
            if (!Objects.equals(value, here.get(name))) {
                throw new SettingException("checkpoint " + file + " is of a run with " + name + " " + here.get(name)
                        + ", not " + value + ": take another --run or --checkpoints, or --fresh to start anew");
            }
        });
    }

    /** Equal for equal runs, in any process, and for no others. */
    public String fingerprint() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every Java platform has it.
        }
    }

    private Map<String, Object> named() {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("dataset", dataset);
        named.put("dataset seed", order);
        named.put("path", path);
        named.put("recipe", recipe);
        named.put("depth", depth);
        named.put("batch size", batchSize);
        named.put("seed", seed);
        named.put("initial weights", weights.isEmpty() ? "drawn" : weights);
        named.put("engine", engine);
        named.put("steps in all its epochs", steps);
        return named;
    }
}
