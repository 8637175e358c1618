package cutmix.trainer.model;

import cutmix.trainer.engine.Recipe;
import cutmix.trainer.engine.network.PixelScale;
import java.util.List;

/** Builds a {@link ModelInfo} from named values. */
public final class ModelInfoBuilder {
    private String dataset;
    private List<String> classNames = List.of();
    private int height;
    private int width;
    private int channels;
    private int divisor = 255;
    private PixelScale pixels;
    private Recipe recipe;

    ModelInfoBuilder() {}

    public ModelInfoBuilder dataset(String value) {
        dataset = value;
        return this;
    }

    public ModelInfoBuilder classNames(List<String> value) {
        classNames = value;
        return this;
    }

    public ModelInfoBuilder height(int value) {
        height = value;
        return this;
    }

    public ModelInfoBuilder width(int value) {
        width = value;
        return this;
    }

    public ModelInfoBuilder channels(int value) {
        channels = value;
        return this;
    }

    public ModelInfoBuilder divisor(int value) {
        divisor = value;
        return this;
    }

    public ModelInfoBuilder pixels(PixelScale value) {
        pixels = value;
        return this;
    }

    public ModelInfoBuilder recipe(Recipe value) {
        recipe = value;
        return this;
    }

    public ModelInfo build() {
        return new ModelInfo(dataset, classNames, height, width, channels, divisor, pixels, recipe);
    }
}
