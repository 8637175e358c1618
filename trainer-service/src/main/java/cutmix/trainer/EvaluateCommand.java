package cutmix.trainer;

import cutmix.trainer.dl4j.Dl4jEngine;
import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.NetworkInput;
import cutmix.trainer.stream.ImageTopics;
import cutmix.trainer.training.Evaluation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "evaluate", description = "Measures a trained network on the test images.")
class EvaluateCommand implements Callable<Integer> {

    private final Pipeline pipeline;

    @Spec
    CommandSpec spec;

    @Option(names = "--model", required = true, description = "A network that train has written.")
    Path model;

    @Option(names = "--skip-bad", description = "Leave out images that cannot be read, instead of ending there.")
    boolean skipBad;

    EvaluateCommand(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Override
    public Integer call() throws InterruptedException {
        Dl4jEngine.requireDevice();
        ImageTopics images = pipeline.images(skipBad);
        PrintWriter out = spec.commandLine().getOut();
        try (Engine engine = Dl4jEngine.restore(model, NetworkInput.of(images.info()), pipeline.execution())) {
            EngineLine.print(engine, out);
            Evaluation evaluation = Evaluation.of(engine, images.test());
            out.printf(
                    Locale.ROOT,
                    "%s on %,d test images of %s: val_accuracy: %.4f - val_loss: %.4f%n",
                    model,
                    evaluation.samples(),
                    images.info().getName(),
                    evaluation.accuracy(),
                    evaluation.loss());
            out.flush();
        }
        return 0;
    }
}
