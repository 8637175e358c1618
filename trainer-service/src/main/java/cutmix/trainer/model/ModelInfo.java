package cutmix.trainer.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.failure.UserException;
import cutmix.trainer.engine.Recipe;
import cutmix.trainer.engine.archive.ZipEntries;
import cutmix.trainer.engine.network.NetworkInput;
import cutmix.trainer.engine.network.PixelScale;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The dataset, images and recipe of a trained network. The network's file stores them as {@code cutmix.json}, which
 * Deeplearning4j ignores.
 *
 * @param dataset name of the training dataset
 * @param classNames class names in the order of the outputs
 * @param height height of the images in pixels
 * @param width width of the images in pixels
 * @param channels channels of the images; three are red, green and blue
 * @param divisor divisor of the bytes; the quotients are in [0, 1] and of shape {@code (images, height, width,
 *     channels)}
 * @param pixels scaling of the quotients
 * @param recipe recipe of the training
 */
public record ModelInfo(
        String dataset,
        List<String> classNames,
        int height,
        int width,
        int channels,
        int divisor,
        PixelScale pixels,
        Recipe recipe) {

    static final String ENTRY = "cutmix.json";
    /** The limit on the size of the JSON; it allows more class names than a network can have outputs. */
    private static final int LONGEST = 4 << 20;

    private static final long MOST_BYTES = 1L << 30;
    private static final ObjectMapper JSON = new ObjectMapper();

    public ModelInfo {
        classNames = List.copyOf(classNames);
        if (Math.min(height, Math.min(width, channels)) < 1
                || (long) height * width > MOST_BYTES
                || (long) height * width * channels > MOST_BYTES) {
            throw new IllegalArgumentException("images of " + height + " x " + width + " x " + channels);
        }
        // Earlier versions had no other recipe, and stored neither value.
        recipe = Optional.ofNullable(recipe).orElse(Recipe.KERAS);
        pixels = Optional.ofNullable(pixels).orElse(recipe.pixels(channels));
    }

    /** Starts with the divisor 255. The recipe determines the scaling of pixels unless it is set. */
    public static ModelInfoBuilder builder() {
        return new ModelInfoBuilder();
    }

    /** Returns the info of a network that is trained with a dataset and a recipe. */
    public static ModelInfo of(DatasetInfo info, Recipe recipe) {
        return builder()
                .dataset(info.getName())
                .classNames(info.getClassNames())
                .height(info.getHeight())
                .width(info.getWidth())
                .channels(info.getChannels())
                .recipe(recipe)
                .build();
    }

    /**
     * Reads the info from a network's file.
     *
     * @param file a file that {@link ModelFile} wrote
     * @throws UserException if the file contains no info, or is not such a file
     */
    public static ModelInfo read(Path file) {
        try {
            return entry(file);
        } catch (IOException e) {
            throw NetworkFileFailure.of(file, e);
        }
    }

    private static ModelInfo entry(Path file) throws IOException {
        try (ZipEntries zip = new ZipEntries(file)) {
            byte[] json = zip.read(ENTRY, LONGEST).orElseThrow(() -> unnamed(file, zip));
            ModelInfo info = JSON.readValue(json, ModelInfo.class);
            if (info == null) {
                throw unreadable(file, null);
            }
            return info;
        } catch (JsonProcessingException e) {
            throw unreadable(file, e);
        }
    }

    private static UserException unnamed(Path file, ZipEntries zip) {
        return NetworkFileFailure.ofForeignZip(file, zip, ENTRY)
                .orElseGet(() -> new UserException(
                        file + " does not name its classes: an earlier version has written it; train again"));
    }

    private static UserException unreadable(Path file, JsonProcessingException cause) {
        return new UserException(file + " has class names that this version cannot read: train again", cause);
    }

    /** Returns the images and classes of the network. */
    public NetworkInput input() {
        return new NetworkInput(height, width, channels, classNames.size());
    }

    /** Returns the JSON that {@link #read} reads. */
    byte[] json() throws IOException {
        return JSON.writeValueAsBytes(this);
    }
}
