package cutmix.trainer.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import cutmix.trainer.engine.Recipe;
import cutmix.trainer.engine.network.NetworkShape;
import cutmix.trainer.engine.network.PixelScale;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The description of a network in the {@code __metadata__} map of a safetensors file. {@code docs/guide/networks.md}
 * explains each name. Lists are JSON.
 *
 * @param texts values by name, including those of other programs
 */
record NetworkMetadata(Map<String, String> texts) {

    /**
     * ONNX's name for Keras's padding mode {@code same}: zeros are distributed evenly, and an odd one goes below and to
     * the right.
     */
    static final String PADDING = "SAME_UPPER";

    private static final String ARCHITECTURE = "architecture";
    private static final String RESNET_V1 = "resnet-v1";
    private static final String DEPTH = "depth";
    private static final String CHANNELS = "image_channels";
    private static final String CHANNEL_ORDER = "channel_order";
    private static final String RGB = "RGB";
    private static final int COLORS = 3;
    private static final String KERNEL_LAYOUT = "kernel_layout";
    private static final String OIHW = "OIHW";
    private static final String DIVISOR = "pixel_divisor";
    private static final double BYTE_RANGE = 255;
    private static final String CLASSES = "classes";
    private static final String RECIPE = "recipe";
    private static final String DATASET = "dataset";
    private static final String HEIGHT = "image_height";
    private static final String WIDTH = "image_width";
    private static final String MEANS = "pixel_means";
    private static final String DEVIATIONS = "pixel_deviations";
    private static final String PADDING_KEY = "padding";
    private static final String EPSILON = "norm_epsilon";

    /**
     * Limit on the characters of class names; a longer header would exceed the limit of readers. The zip file stores
     * the names as well.
     */
    private static final int LONGEST_CLASSES = 1 << 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Returns the metadata of a trained network's weights. */
    static Map<String, String> of(ModelInfo info, NetworkShape network) {
        Recipe recipe = info.recipe();
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("format", "pt"); // Names the framework whose tensor layout the file uses, for other readers.
        texts.put(ARCHITECTURE, RESNET_V1);
        texts.put(DEPTH, String.valueOf(network.depth()));
        texts.put(RECIPE, recipe.label());
        texts.put(DATASET, info.dataset());
        texts.put(HEIGHT, String.valueOf(info.height()));
        texts.put(WIDTH, String.valueOf(info.width()));
        texts.put(CHANNELS, String.valueOf(info.channels()));
        texts.put(CHANNEL_ORDER, info.channels() == COLORS ? RGB : "as loaded");
        texts.put("image_layout", "NCHW");
        texts.put(KERNEL_LAYOUT, OIHW);
        texts.put(DIVISOR, String.valueOf(info.divisor()));
        texts.put(MEANS, json(info.pixels().means()));
        texts.put(DEVIATIONS, json(info.pixels().deviations()));
        texts.put(PADDING_KEY, PADDING);
        texts.put(EPSILON, String.valueOf(recipe.normEpsilon()));
        texts.put("norm_momentum", String.valueOf(recipe.normMomentum()));
        String classes = json(info.classNames());
        if (classes.length() <= LONGEST_CLASSES) {
            texts.put(CLASSES, classes);
        }
        return texts;
    }

    private static String json(List<?> list) {
        try {
            return JSON.writeValueAsString(list);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // Strings and numbers always convert.
        }
    }

    /**
     * Checks that the metadata match the network of the tensors.
     *
     * @throws IllegalArgumentException if they contradict each other
     */
    void require(NetworkShape network) {
        requireSupported(ARCHITECTURE, RESNET_V1);
        requireSupported(KERNEL_LAYOUT, OIHW);
        requireOfTensors(DEPTH, network.depth());
        requireOfTensors(CHANNELS, network.input().channels());
        if (network.input().channels() == COLORS) {
            requireSupported(CHANNEL_ORDER, RGB);
        }
        text(DIVISOR).filter(text -> number(DIVISOR, text) != BYTE_RANGE).ifPresent(text -> {
            throw new IllegalArgumentException(said(DIVISOR, text) + ": only 255 is supported");
        });
    }

    private void requireSupported(String name, String value) {
        text(name).filter(text -> !text.equals(value)).ifPresent(text -> {
            throw new IllegalArgumentException(said(name, text) + ": only " + value + " is supported");
        });
    }

    private void requireOfTensors(String name, int value) {
        text(name).filter(text -> integer(name, text) != value).ifPresent(text -> {
            throw new IllegalArgumentException(said(name, text) + ", but its tensors have " + value);
        });
    }

    /** Returns the class names in the order of the outputs. */
    Optional<List<String>> classNames() {
        return text(CLASSES).map(text -> List.of(list(CLASSES, text, String[].class)));
    }

    Optional<String> dataset() {
        return text(DATASET);
    }

    Optional<Integer> height() {
        return text(HEIGHT).map(text -> integer(HEIGHT, text));
    }

    Optional<Integer> width() {
        return text(WIDTH).map(text -> integer(WIDTH, text));
    }

    /**
     * Returns the recipe, if the metadata determine it.
     *
     * @throws IllegalArgumentException if no recipe matches the metadata
     */
    Optional<Recipe> recipe(int channels) {
        Optional<String> label = text(RECIPE);
        Optional<Double> epsilon = text(EPSILON).map(text -> number(EPSILON, text));
        Optional<List<Float>> means = text(MEANS).map(text -> List.of(list(MEANS, text, Float[].class)));
        Optional<List<Float>> deviations = text(DEVIATIONS).map(text -> List.of(list(DEVIATIONS, text, Float[].class)));
        text(PADDING_KEY).filter(padding -> !padding.equals(PADDING)).ifPresent(padding -> {
            throw new IllegalArgumentException("its convolutions pad " + padding + ", not " + PADDING);
        });
        List<Recipe> fitting = Arrays.stream(Recipe.values())
                .filter(recipe -> label.isEmpty() || label.get().equals(recipe.label()))
                .filter(recipe -> epsilon.isEmpty() || epsilon.get() == recipe.normEpsilon())
                .filter(recipe -> fits(recipe.pixels(channels), means, deviations))
                .toList();
        if (fitting.isEmpty()) {
            throw new IllegalArgumentException("no recipe matches its metadata: " + RECIPE + "="
                    + label.orElse("") + ", " + EPSILON + "=" + text(EPSILON).orElse("") + ", " + MEANS + "="
                    + text(MEANS).orElse("") + ", " + DEVIATIONS + "="
                    + text(DEVIATIONS).orElse(""));
        }
        return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
    }

    private static boolean fits(PixelScale pixels, Optional<List<Float>> means, Optional<List<Float>> deviations) {
        return (means.isEmpty() || means.get().equals(pixels.means()))
                && (deviations.isEmpty() || deviations.get().equals(pixels.deviations()));
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    private static int integer(String name, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw unreadable(name, text, e);
        }
    }

    private static double number(String name, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw unreadable(name, text, e);
        }
    }

    private static <T> T[] list(String name, String text, Class<T[]> type) {
        try {
            T[] list = JSON.readValue(text, type);
            if (list != null && Arrays.stream(list).allMatch(element -> element != null)) {
                return list;
            }
            throw unreadable(name, text, null);
        } catch (JsonProcessingException e) {
            throw unreadable(name, text, e);
        }
    }

    private static IllegalArgumentException unreadable(String name, String text, Exception cause) {
        return new IllegalArgumentException(said(name, text), cause);
    }

    private static String said(String name, String text) {
        int most = 100;
        String shown = text.length() <= most ? text : text.substring(0, most) + "...";
        return "its metadata has " + name + "=" + shown;
    }
}
