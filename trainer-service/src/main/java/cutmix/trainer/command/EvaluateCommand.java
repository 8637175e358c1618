package cutmix.trainer.command;

import cutmix.process.option.EngineOption;
import cutmix.process.option.MirroredOption;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.text.Printable;
import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.network.NetworkInput;
import cutmix.trainer.engines.EngineChoice;
import cutmix.trainer.engines.Engines;
import cutmix.trainer.identity.DatasetWatch;
import cutmix.trainer.model.ClassNamesCheck;
import cutmix.trainer.model.NetworkFile;
import cutmix.trainer.model.WeightsFileOptions;
import cutmix.trainer.session.Pipeline;
import cutmix.trainer.stream.ImageTopics;
import cutmix.trainer.training.Classifier;
import cutmix.trainer.training.ConfusionMatrix;
import cutmix.trainer.training.Evaluation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "evaluate", description = "Evaluate a trained network on the test images.")
class EvaluateCommand implements Callable<Integer> {

    private final Pipeline pipeline;
    private final Engines engines;

    @Spec
    CommandSpec spec;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "FILE",
            description = "A network that train has written, or a safetensors file with weights.")
    Path model;

    @Option(names = "--skip-bad", description = "Skip unreadable images.")
    boolean skipBad;

    @Option(
            names = "--ignore-class-names",
            description =
                    "Evaluate even if the class names differ from those of the network: compare classes by their order.")
    boolean ignoreClassNames;

    @Mixin
    WeightsFileOptions statedOptions;

    @Mixin
    MirroredOption mirroredOption;

    @Mixin
    EngineOption engineOption;

    EvaluateCommand(Pipeline pipeline, Engines engines) {
        this.pipeline = pipeline;
        this.engines = engines;
    }

    @Override
    public Integer call() throws InterruptedException {
        EngineChoice choice = engines.choose(Optional.ofNullable(engineOption.engine()));
        pipeline.checkSettings();
        ImageTopics images = pipeline.testImages(skipBad, spec.commandLine().getErr()::println);
        NetworkFile file = NetworkFile.of(
                model, statedOptions.with(null), spec.commandLine().getErr()::println);
        if (!ignoreClassNames) {
            requireClassesOf(images.info(), file);
        }
        PrintWriter out = spec.commandLine().getOut();
        try (DatasetWatch watch = images.watch();
                Engine engine = file.open(NetworkInput.of(images.info()), choice.library())) {
            choice.print(engine, out);
            String line = mirroredOption.mirrored() ? withMirrorImages(engine, images) : alone(engine, images);
            watch.require();
            out.println(line);
            out.flush();
        }
        return 0;
    }

    private void requireClassesOf(DatasetInfo info, NetworkFile file) {
        ClassNamesCheck classes = new ClassNamesCheck(file.classNames().get(), info.getClassNames());
        if (!classes.holds()) {
            throw new UserException(
                    model + " " + classes.difference() + ": evaluate it on images of its own classes, or"
                            + " pass --ignore-class-names to compare classes by their order alone");
        }
    }

    private String alone(Engine engine, ImageTopics images) throws InterruptedException {
        Evaluation evaluation = Evaluation.of(engine, images.test());
        return line(evaluation.confusion(), images, "")
                + String.format(Locale.ROOT, " - val_loss: %.4f", evaluation.loss());
    }

    private String withMirrorImages(Engine engine, ImageTopics images) throws InterruptedException {
        Classifier network = engine::probabilities;
        ConfusionMatrix confusion = ConfusionMatrix.of(network.mirrored(NetworkInput.of(images.info())), images.test());
        return line(confusion, images, " and their mirror images");
    }

    private String line(ConfusionMatrix confusion, ImageTopics images, String more) {
        return String.format(
                Locale.ROOT,
                "%s on %,d test images of %s%s: val_accuracy: %.4f",
                model,
                confusion.samples(),
                Printable.of(images.info().getName()),
                more,
                confusion.accuracy());
    }
}
