package cutmix.launcher.command;

import cutmix.launcher.installation.Installation;
import cutmix.launcher.option.OptionRule;
import cutmix.process.option.EngineOption;
import cutmix.process.option.MirroredOption;
import cutmix.process.option.NumberOption;
import cutmix.process.option.PredictionOptions;
import cutmix.process.option.SafetensorsOptions;
import cutmix.schemas.contract.EngineNames;
import cutmix.schemas.contract.RecipeNames;
import cutmix.schemas.image.ImageFormats;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "predict", description = "Classify images with a trained network.")
public final class PredictCommand implements Callable<Integer> {

    private static final List<String> FORMATS = List.of("text", "json", "csv");

    @Mixin
    MirroredOption mirroredOption;

    @Mixin
    EngineOption engineOption;

    @Mixin
    PredictionOptions prediction;

    @Mixin
    SafetensorsOptions stated;

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
        OptionRule.oneOf(EngineNames.ALL, "--engine", engineOption.engine());
        OptionRule.oneOf(FORMATS, "--format", prediction.format());
        OptionRule.oneOf(RecipeNames.ALL, "--recipe", stated.recipe());
        OptionRule.number(NumberOption.IMAGE_SIZE, prediction.imageSize());
        return new ProcessBuilder(command(Installation.configured(), arguments()))
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Returns the arguments of the trainer's command. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("predict", model.toString(), "--format", prediction.format()));
        if (mirroredOption.mirrored()) {
            arguments.add("--mirrored");
        }
        addIfGiven(arguments, "--engine", engineOption.engine());
        if (!stated.classes().isEmpty()) {
            arguments.addAll(List.of("--classes", String.join(",", stated.classes())));
        }
        addIfGiven(arguments, "--recipe", stated.recipe());
        addIfGiven(arguments, "--image-size", prediction.imageSize());
        images.forEach(image -> arguments.add(image.toString()));
        return arguments;
    }

    private static void addIfGiven(List<String> arguments, String option, Object value) {
        if (value != null) {
            arguments.addAll(List.of(option, value.toString()));
        }
    }

    /**
     * The JVM continues after it has run out of memory, because the service then names the image or network that needs
     * more.
     */
    public static List<String> command(Installation installation, List<String> arguments) {
        List<String> command = new ArrayList<>(installation.command("trainer-service", arguments));
        command.add(command.indexOf("-jar"), "-XX:-ExitOnOutOfMemoryError");
        return command;
    }
}
