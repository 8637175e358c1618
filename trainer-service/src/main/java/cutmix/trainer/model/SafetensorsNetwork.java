package cutmix.trainer.model;

import cutmix.schemas.failure.UserException;
import cutmix.schemas.file.FileName;
import cutmix.schemas.output.LinePrefix;
import cutmix.schemas.text.ClassName;
import cutmix.trainer.engine.Recipe;
import cutmix.trainer.engine.network.NetworkHeader;
import cutmix.trainer.engine.network.NetworkInput;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A safetensors file. Values that neither the file nor the command line states are assumed, with a warning.
 *
 * @param input images of a single pixel, and classes
 */
record SafetensorsNetwork(Path file, NetworkInput input, NetworkMetadata metadata) {

    private static final Recipe USUAL_RECIPE = Recipe.KERAS;
    private static final int USUAL_SIZE = 32;

    /** @throws UserException if the file cannot be read, has no header of a network, or contradicts itself */
    static SafetensorsNetwork read(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            NetworkHeader header = NetworkHeader.read(in);
            NetworkMetadata metadata = new NetworkMetadata(header.metadata());
            metadata.require(header.network());
            return new SafetensorsNetwork(file, header.network().input(), metadata);
        } catch (IOException | IllegalArgumentException e) {
            throw NetworkFileFailure.ofWeights(file, e);
        }
    }

    Recipe recipe(WeightsDescription stated, Consumer<String> notices) {
        Optional<Recipe> said = said(() -> metadata.recipe(input.channels()));
        Optional<Recipe> given = stated.recipe();
        if (said.isPresent() && given.isPresent() && !said.equals(given)) {
            throw new UserException(FileName.printable(file) + " is a network of the recipe "
                    + said.get().label() + " according to its metadata, not of "
                    + given.get().label() + ": omit --recipe");
        }
        return said.or(() -> given).orElseGet(() -> {
            notices.accept(LinePrefix.WARNING + FileName.printable(file) + " does not state its recipe: assuming "
                    + USUAL_RECIPE.label() + ", with pixels / 255 and an epsilon of "
                    + USUAL_RECIPE.normEpsilon() + "; --recipe sets another");
            return USUAL_RECIPE;
        });
    }

    List<String> classNames(WeightsDescription stated) {
        boolean given = !stated.classNames().isEmpty();
        List<String> names = given
                ? distinct(stated.classNames())
                : said(metadata::classNames)
                        .orElseThrow(() -> new UserException(FileName.printable(file)
                                + " does not name its classes: pass --classes with " + input.classes()
                                + " names, separated by commas, in the order of its outputs"));
        if (names.size() != input.classes()) {
            throw new UserException(FileName.printable(file) + " has " + input.classes() + " classes, but "
                    + (given ? "--classes names " : "its metadata names ") + names.size()
                    + ": pass --classes with all names, separated by commas, in the order of its outputs");
        }
        return names;
    }

    private static List<String> distinct(List<String> texts) {
        Set<String> names = new LinkedHashSet<>();
        for (String text : texts) {
            String name = ClassName.of(text, "--classes");
            if (!names.add(name)) {
                throw new UserException("--classes names " + name + " twice: give each class a name of its own");
            }
        }
        return List.copyOf(names);
    }

    /**
     * Checks the values of the metadata, which may lack any of them.
     *
     * @throws UserException if a value is invalid
     */
    void requireValid() {
        Recipe recipe = said(() -> metadata.recipe(input.channels())).orElse(USUAL_RECIPE);
        List<String> names = said(metadata::classNames).orElse(List.of());
        if (!names.isEmpty() && names.size() != input.classes()) {
            throw NetworkFileFailure.ofWeights(
                    file,
                    new IllegalArgumentException("its metadata names " + names.size()
                            + " classes, but its tensors have " + input.classes()));
        }
        info(names, said(metadata::height), said(metadata::width), recipe);
    }

    ModelInfo info(Recipe recipe, WeightsDescription stated, Consumer<String> notices) {
        List<String> names = classNames(stated);
        Optional<Integer> size = stated.imageSize();
        Optional<Integer> height = size.or(() -> said(metadata::height));
        Optional<Integer> width = size.or(() -> said(metadata::width));
        if (height.isEmpty() || width.isEmpty()) {
            notices.accept(
                    LinePrefix.WARNING + FileName.printable(file) + " does not state the size of its images: assuming "
                            + USUAL_SIZE + " x " + USUAL_SIZE + " pixels; --image-size sets another size");
        }
        return info(names, height, width, recipe);
    }

    private ModelInfo info(List<String> names, Optional<Integer> height, Optional<Integer> width, Recipe recipe) {
        return said(() -> ModelInfo.builder()
                .dataset(metadata.dataset().orElseGet(() -> FileName.printable(file)))
                .classNames(names)
                .height(height.orElse(USUAL_SIZE))
                .width(width.orElse(USUAL_SIZE))
                .channels(input.channels())
                .recipe(recipe)
                .build());
    }

    /** Reads a value from the metadata, and reports invalid metadata. */
    private <T> T said(Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException e) {
            throw NetworkFileFailure.ofWeights(file, e);
        }
    }
}
