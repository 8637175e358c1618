package cutmix.trainer;

import cutmix.schemas.UserException;
import cutmix.schemas.image.ImageDecoder;
import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.EngineLibrary;
import cutmix.trainer.training.Classifier;
import cutmix.trainer.training.ModelFile;
import cutmix.trainer.training.ModelInfo;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    @Parameters(index = "1..*", paramLabel = "IMAGE", arity = "1..*", description = "PNG or JPEG files of any size.")
    List<Path> images;

    @Mixin
    MirroredOption mirroredOption;

    @Mixin
    EngineOption engineOption;

    PredictCommand(Engines engines) {
        this.engines = engines;
    }

    @Override
    public Integer call() {
        EngineLibrary library = engines.choose(engineOption.name()).library();
        ModelInfo info = ModelInfo.read(model);
        if (info.channels() != 3) {
            throw new UserException(model + " takes images of " + info.channels()
                    + " channels, not of red, green and blue: it cannot see image files");
        }
        ImageDecoder decoder = new ImageDecoder(info.height(), info.width());
        List<byte[]> pixels = images.stream().map(decoder::decode).toList();
        PrintWriter out = spec.commandLine().getOut();
        try (Engine engine = ModelFile.open(model, info.input(), library)) {
            Classifier network = engine::probabilities;
            Classifier classifier = mirroredOption.mirrored ? network.mirrored(info.input()) : network;
            for (int i = 0; i < pixels.size(); i++) {
                out.println(images.get(i) + ": " + line(classifier.probabilities(pixels.get(i), 1), info.classNames()));
            }
            out.flush();
        }
        return 0;
    }

    /** The most likely classes, the first first. */
    static String line(float[] probabilities, List<String> classNames) {
        return IntStream.range(0, probabilities.length)
                .boxed()
                .sorted(Comparator.comparing(index -> -probabilities[index]))
                .limit(CLASSES_SHOWN)
                .map(index ->
                        String.format(Locale.ROOT, "%s %.1f%%", classNames.get(index), 100 * probabilities[index]))
                .collect(Collectors.joining(", "));
    }
}
