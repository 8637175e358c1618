package cutmix.trainer.checkpoint;

import cutmix.schemas.contract.EngineNames;
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
 * All inputs that determine the weights of a run. A run resumes only from a checkpoint with an equal identity.
 *
 * @param dataset fingerprint of the images and labels
 * @param order seed of the dataset's epochs and mixing
 * @param path path of the data: cutmix or plain
 * @param seed seed of the initial weights
 * @param weights fingerprint of given initial weights; empty if they were drawn
 * @param engine name of the engine, with its precision unless that is float32
 * @param steps total number of steps if the learning rate depends on it; otherwise 0
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
        // Earlier versions had neither given weights, other engines, nor schedules.
        weights = weights == null ? "" : weights;
        engine = engine == null ? EngineNames.DL4J : engine;
    }

    /** Starts with drawn initial weights and no schedule. */
    public static RunIdentityBuilder builder() {
        return new RunIdentityBuilder();
    }

    /**
     * @param file file of this identity, for the message
     * @throws UserException if the identities differ; the message names the difference
     */
    void requireEqual(RunIdentity wanted, Path file) {
        Map<String, Object> here = named();
        wanted.named().forEach((name, value) -> {
            if (!Objects.equals(value, here.get(name))) {
                throw new SettingException("checkpoint " + file + " belongs to a run with " + name + ""
                        + " " + here.get(name)
                        + ", not " + value + ": use another --run or --checkpoints, or --fresh to start again");
            }
        });
    }

    /** Returns a hash that is equal for equal identities in any process. */
    public String fingerprint() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every Java platform provides SHA-256.
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
