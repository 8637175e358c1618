package cutmix.local;

import cutmix.local.option.OptionRule;
import cutmix.schemas.image.ImageFormats;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "predict", description = "Tells what a trained network takes images for.")
final class PredictCommand implements Callable<Integer> {

    @Option(
            names = "--mirrored",
            description = "Take the mean of what the network says of an image and of its mirror image: of "
                    + "photographs it tells more, in twice the time.")
    boolean mirrored;

    @Option(
            names = "--engine",
            paramLabel = "dl4j|libtorch",
            description = "What computes (default: dl4j where it can serve the device).")
    String engine;

    @Parameters(index = "0", paramLabel = "MODEL", description = "A network of a run, such as runs/NAME/cutmix.zip.")
    Path model;

    @Parameters(
            index = "1..*",
            paramLabel = "IMAGE",
            arity = "1..*",
            description = ImageFormats.NAMES + " files of any size.")
    List<Path> images;

    @Override
    public Integer call() throws Exception {
        OptionRule.oneOf(RunPlan.Training.ENGINES, "--engine", engine);
        List<String> arguments = new ArrayList<>(List.of("predict", model.toString()));
        if (mirrored) {
            arguments.add("--mirrored");
        }
        if (engine != null) {
            arguments.addAll(List.of("--engine", engine));
        }
        images.forEach(image -> arguments.add(image.toString()));
        return new ProcessBuilder(command(Installation.configured(), arguments))
                .inheritIO()
                .start()
                .waitFor();
    }

    /** The JVM does not end by itself when its memory is used up, since the service names the image or network that needs more. */
    static List<String> command(Installation installation, List<String> arguments) {
        List<String> command = new ArrayList<>(installation.command("trainer-service", arguments));
        command.add(command.indexOf("-jar"), "-XX:-ExitOnOutOfMemoryError");
        return command;
    }
}
