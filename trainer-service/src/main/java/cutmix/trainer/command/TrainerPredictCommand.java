package cutmix.trainer.command;

import cutmix.process.option.EngineOption;
import cutmix.process.option.MirroredOption;
import cutmix.process.option.NumberOption;
import cutmix.process.option.PredictionOptions;
import cutmix.schemas.failure.ExitCode;
import cutmix.schemas.failure.FailureLine;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.file.FileName;
import cutmix.schemas.image.ImageDecoder;
import cutmix.schemas.image.ImageFormats;
import cutmix.schemas.text.Printable;
import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.library.EngineLibrary;
import cutmix.trainer.engines.Engines;
import cutmix.trainer.model.ModelInfo;
import cutmix.trainer.model.NetworkFile;
import cutmix.trainer.model.WeightsFileOptions;
import cutmix.trainer.prediction.PredictionFormat;
import cutmix.trainer.prediction.PredictionPrinter;
import cutmix.trainer.training.Classifier;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "predict", description = "Classify images with a trained network. No brokers are needed.")
class TrainerPredictCommand implements Callable<Integer> {

    private final Engines engines;

    @Spec
    CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            description = "A network that train has written, or a safetensors file with weights.")
    Path model;

    @Parameters(
            index = "1..*",
            paramLabel = "IMAGE",
            arity = "1..*",
            description = ImageFormats.NAMES + " files of any size.")
    List<Path> images;

    @Mixin
    PredictionOptions prediction;

    @Mixin
    WeightsFileOptions statedOptions;

    @Mixin
    MirroredOption mirroredOption;

    @Mixin
    EngineOption engineOption;

    TrainerPredictCommand(Engines engines) {
        this.engines = engines;
    }

    /**
     * Predicts all readable images; the exit code shows whether all images were readable. If an image or network needs
     * too much memory, the command prints a line as for other unreadable files; no other thread runs that could fail as
     * well.
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
        PredictionFormat chosen = PredictionFormat.named(prediction.format())
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "--format '" + prediction.format() + "' is unknown: choose text, json or csv"));
        new OptionChecks(spec.commandLine()).number(NumberOption.IMAGE_SIZE, prediction.imageSize());
        EngineLibrary library =
                engines.choose(Optional.ofNullable(engineOption.engine())).library();
        NetworkFile file = NetworkFile.of(
                model,
                statedOptions.with(prediction.imageSize()),
                spec.commandLine().getErr()::println);
        ModelInfo info = file.info().get();
        if (info.channels() != 3) {
            throw new UserException(model + " takes images of " + info.channels()
                    + " channels, not of red, green and blue: it cannot classify image files");
        }
        ImageDecoder decoder = new ImageDecoder(info.height(), info.width());
        List<Picture> pictures =
                pictures(images, decoder::decode, spec.commandLine().getErr());
        if (!pictures.isEmpty()) {
            try (Engine engine = file.open(info.input(), library)) {
                classify(pictures, info, engine, chosen);
            }
        }
        return (pictures.size() == images.size() ? ExitCode.OK : ExitCode.FAILURE).code();
    }

    /** Returns the readable images; prints a line on standard error for each of the others. */
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

    private void classify(List<Picture> pictures, ModelInfo info, Engine engine, PredictionFormat chosen) {
        PrintWriter out = spec.commandLine().getOut();
        Classifier network = engine::probabilities;
        Classifier classifier = mirroredOption.mirrored() ? network.mirrored(info.input()) : network;
        PredictionPrinter predictions = chosen.begin(info.classNames(), out);
        for (Picture picture : pictures) {
            predictions.print(picture.file(), classifier.probabilities(picture.pixels(), 1));
        }
        out.flush();
    }

    private static UserException outOfMemory(String failed, OutOfMemoryError e) {
        return new UserException(
                failed + ": out of memory (" + Printable.of(e.getMessage())
                        + "): give predict more memory, for example JAVA_TOOL_OPTIONS=-Xmx4g",
                e);
    }

    record Picture(Path file, byte[] pixels) {}
}
