package cutmix.launcher.command;

import cutmix.launcher.installation.Installation;
import cutmix.launcher.option.OptionRule;
import cutmix.process.option.NumberOption;
import cutmix.schemas.contract.EngineNames;
import cutmix.schemas.contract.RecipeNames;
import cutmix.schemas.image.ImageFormats;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "predict", description = "Classify images with a trained network.")
public final class PredictCommand implements Callable<Integer> {

    private static final List<String> FORMATS = List.of("text", "json", "csv");

    @Option(
            names = "--mirrored",
            description =
                    "Average the predictions for an image and its mirror image. This improves accuracy on photographs and "
                            + "takes twice the time.")
    boolean mirrored;

    @Option(
            names = "--engine",
            paramLabel = "dl4j|libtorch",
            description =
                    "The engine (default: CUTMIX_TRAINER_ENGINE, otherwise dl4j if it supports the device, otherwise libtorch).")
    String engine;

    @Option(
            names = "--format",
            defaultValue = "text",
            paramLabel = "text|json|csv",
            description =
                    "text: the three most likely classes; json: one object per line; csv: with a header line. json and"
                            + " csv have the probabilities of all classes in full precision (default: ${DEFAULT-VALUE}).")
    String format;

    @Option(
            names = "--classes",
            paramLabel = "NAME,...",
            description = "Names of the classes of a safetensors file, in the order of the network's outputs (default:"
                    + " those in its metadata).")
    String classes;

    @Option(
            names = "--recipe",
            paramLabel = "keras|strong",
            description =
                    "The recipe by which a safetensors file without metadata was trained; it sets the scale of pixels and epsilon"
                            + " (default: keras).")
    String recipe;

    @Option(
            names = "--image-size",
            paramLabel = "N",
            description =
                    "Scale images to N x N pixels if a safetensors file does not state their size" + " (default: 32).")
    Integer imageSize;

    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            description = "A network of a run, such as runs/NAME/cutmix.zip, or a safetensors file with weights.")
    Path model;

    @Parameters(
            index = "1..*",
            paramLabel = "IMAGE",
            arity = "1..*",
            description = ImageFormats.NAMES + " files of any size.")
    List<Path> images;

    @Override
    public Integer call() throws Exception {
        OptionRule.oneOf(EngineNames.ALL, "--engine", engine);
        OptionRule.oneOf(FORMATS, "--format", format);
        OptionRule.oneOf(RecipeNames.ALL, "--recipe", recipe);
        OptionRule.number(NumberOption.IMAGE_SIZE, imageSize);
        return new ProcessBuilder(command(Installation.configured(), arguments()))
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Of the trainer's command. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("predict", model.toString(), "--format", format));
        if (mirrored) {
            arguments.add("--mirrored");
        }
        addIfGiven(arguments, "--engine", engine);
        addIfGiven(arguments, "--classes", classes);
        addIfGiven(arguments, "--recipe", recipe);
        addIfGiven(arguments, "--image-size", imageSize);
        images.forEach(image -> arguments.add(image.toString()));
        return arguments;
    }

    private static void addIfGiven(List<String> arguments, String option, Object value) {
        if (value != null) {
            arguments.addAll(List.of(option, value.toString()));
        }
    }

    /** The JVM does not end by itself when its memory is used up, since the service names the image or network that needs more. */
    public static List<String> command(Installation installation, List<String> arguments) {
        List<String> command = new ArrayList<>(installation.command("trainer-service", arguments));
        command.add(command.indexOf("-jar"), "-XX:-ExitOnOutOfMemoryError");
        return command;
    }
}
