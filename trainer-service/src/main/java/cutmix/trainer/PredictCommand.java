package cutmix.trainer;

import cutmix.schemas.UserException;
import cutmix.schemas.file.FileName;
import cutmix.schemas.image.ImageDecoder;
import cutmix.schemas.image.ImageFormats;
import cutmix.schemas.text.FailureLine;
import cutmix.schemas.text.Printable;
import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.EngineLibrary;
import cutmix.trainer.training.Classifier;
import cutmix.trainer.training.ModelFile;
import cutmix.trainer.training.ModelInfo;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "predict", description = "Tells what a trained network takes images for; needs no brokers.")
class PredictCommand implements Callable<Integer> {

    private static final int CLASSES_SHOWN = 3;

    private final Engines engines;

    @Spec
    CommandSpec spec;

    @Parameters(index = "0", paramLabel = "MODEL", description = "A network that train has written.")
    Path model;

    @Parameters(
            index = "1..*",
            paramLabel = "IMAGE",
            arity = "1..*",
            description = ImageFormats.NAMES + " files of any size.")
    List<Path> images;

    @Mixin
    MirroredOption mirroredOption;

    @Mixin
    EngineOption engineOption;

    PredictCommand(Engines engines) {
        this.engines = engines;
    }

    /**
     * Answers for all images that can be read; the exit code tells whether these are all. An image, or a network, that needs more
     * memory than there is has a line like any other that cannot be read: no other thread has work to do that could fail with it.
     */
    @Override
    public Integer call() {
        try {
            return predict();
        } catch (OutOfMemoryError e) {
            throw outOfMemory("the network " + FileName.printable(model) + " cannot be used", e);
        }
    }

    private int predict() {
        EngineLibrary library = engines.choose(engineOption.name()).library();
        ModelInfo info = ModelInfo.read(model);
        if (info.channels() != 3) {
            throw new UserException(model + " takes images of " + info.channels()
                    + " channels, not of red, green and blue: it cannot see image files");
        }
        ImageDecoder decoder = new ImageDecoder(info.height(), info.width());
        List<Picture> pictures =
                pictures(images, decoder::decode, spec.commandLine().getErr());
        if (!pictures.isEmpty()) {
            classify(pictures, info, library);
        }
        return pictures.size() == images.size() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    /** Those that can be read; each of the others has its line on standard error. */
    static List<Picture> pictures(List<Path> images, Function<Path, byte[]> decoder, PrintWriter err) {
        List<Picture> pictures = new ArrayList<>();
        for (Path image : images) {
            try {
                pictures.add(new Picture(image, decoder.apply(FileName.path(image.toString()))));
            } catch (UserException e) {
                err.println(FailureLine.of(e));
            } catch (OutOfMemoryError e) {
                err.println(FailureLine.of(outOfMemory(FileName.printable(image) + " cannot be read", e)));
            }
        }
        err.flush();
        return pictures;
    }

    private void classify(List<Picture> pictures, ModelInfo info, EngineLibrary library) {
        PrintWriter out = spec.commandLine().getOut();
        try (Engine engine = ModelFile.open(model, info.input(), library)) {
            Classifier network = engine::probabilities;
            Classifier classifier = mirroredOption.mirrored ? network.mirrored(info.input()) : network;
            for (Picture picture : pictures) {
                float[] probabilities = classifier.probabilities(picture.pixels(), 1);
                out.println(FileName.printable(picture.file()) + ": " + line(probabilities, info.classNames()));
            }
            out.flush();
        }
    }

    private static UserException outOfMemory(String failed, OutOfMemoryError e) {
        return new UserException(
                failed + ": the memory is used up (" + Printable.of(e.getMessage())
                        + "): give predict more, such as JAVA_TOOL_OPTIONS=-Xmx4g",
                e);
    }

    /** The most likely classes, the first first. */
    static String line(float[] probabilities, List<String> classNames) {
        return IntStream.range(0, probabilities.length)
                .boxed()
                .sorted(Comparator.comparing(index -> -probabilities[index]))
                .limit(CLASSES_SHOWN)
                .map(index -> String.format(
                        Locale.ROOT, "%s %.1f%%", Printable.of(classNames.get(index)), 100 * probabilities[index]))
                .collect(Collectors.joining(", "));
    }

    record Picture(Path file, byte[] pixels) {}
}
