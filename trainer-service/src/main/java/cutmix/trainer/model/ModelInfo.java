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
 * What a trained network is for. It lies in the network's file as {@code cutmix.json}, where Deeplearning4j passes it over.
 *
 * @param dataset the name of what it was trained with
 * @param classNames of its outputs, in their order
 * @param height of its images, in pixels
 * @param width of its images, in pixels
 * @param channels of its images; three are red, green and blue
 * @param recipe that it was trained by
 * @param divisor of the bytes, which gives quotients in [0, 1], // (image, height, width, channel)
 * @param pixels what the network takes for these
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
    /** Of JSON: names of more classes than a network can tell apart. */
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
        // Earlier versions had no other recipe, and named neither.
        recipe = Optional.ofNullable(recipe).orElse(Recipe.KERAS);
        pixels = Optional.ofNullable(pixels).orElse(recipe.pixels(channels));
    }

    /** Starts with the divisor of bytes, 255. The recipe determines pixels that are not given. */
    public static ModelInfoBuilder builder() {
        return new ModelInfoBuilder();
    }

    /** A network that is trained with a dataset by a recipe. */
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
     * What a network's file says.
     *
     * @param file one that {@link ModelFile} has written
     * @throws UserException if it says nothing, or is no such file
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
        return new UserException(
                file + " does not name its classes in a way that this version reads: train again", cause);
    }

    /** What the network takes in and tells apart. */
    public NetworkInput input() {
        return new NetworkInput(height, width, channels, classNames.size());
    }

    /** What {@link #read} finds in a network's file. */
    byte[] json() throws IOException {
        return JSON.writeValueAsBytes(this);
    }
}
