package cutmix.bench;

import cutmix.schemas.contract.EngineNames;
import cutmix.trainer.dl4j.Dl4j;
import cutmix.trainer.dl4j.Execution;
import cutmix.trainer.engine.Batch;
import cutmix.trainer.engine.Computation;
import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.PendingStep;
import cutmix.trainer.engine.Precision;
import cutmix.trainer.engine.Predictions;
import cutmix.trainer.engine.Recipe;
import cutmix.trainer.engine.StepResult;
import cutmix.trainer.engine.TrainingSetup;
import cutmix.trainer.engine.library.EngineFolder;
import cutmix.trainer.engine.library.EngineLibrary;
import cutmix.trainer.engine.network.InitialWeights;
import cutmix.trainer.engine.network.NetworkInput;
import cutmix.trainer.engine.network.NetworkShape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Steps and evaluations of ResNet-20 per second, from batches of 32 × 32 × 3 noise in memory. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class EngineBenchmark {

    /** Too many to memorize: products of near-zero gradients are slow. */
    private static final int BATCHES = 64;

    private static final int READ_TOGETHER = 64;

    /** The property that names the folder of LibTorch's engine. */
    static final String LIBTORCH_FOLDER = "cutmix.bench.libtorch";

    static final String FUSED = "fused";
    static final String LAYERS = "layers";
    static final String LIBTORCH = EngineNames.LIBTORCH;

    private static final NetworkInput INPUT = new NetworkInput(32, 32, 3, 10);

    @Param({FUSED, LAYERS, LIBTORCH})
    public String engineName;

    @Param({"32", "128", "250"})
    public int batch;

    @Param("float32")
    public String precision;

    /** Whether to record steps on a GPU. */
    @Param("true")
    public boolean recorded;

    private Engine engine;
    private List<Batch> batches;
    private final List<PendingStep> steps = new ArrayList<>();
    private int next;

    @Setup
    public void network() {
        NetworkShape network = new NetworkShape(20, INPUT);
        Computation computation = new Computation(Precision.named(precision), recorded);
        engine = library()
                .with(computation)
                .create(TrainingSetup.finished(network, Recipe.KERAS), InitialWeights.draw(network, 1));
        Random random = new Random(1);
        batches = new ArrayList<>();
        for (int i = 0; i < BATCHES; i++) {
            batches.add(noise(random));
        }
    }

    private EngineLibrary library() {
        return switch (engineName) {
            case LIBTORCH -> new EngineFolder(LIBTORCH, Path.of(System.getProperty(LIBTORCH_FOLDER))).load();
            case LAYERS -> new Dl4j(Execution.LAYERS);
            default -> new Dl4j(Execution.FUSED);
        };
    }

    private Batch noise(Random random) {
        byte[] pixels = new byte[batch * INPUT.height() * INPUT.width() * INPUT.channels()];
        random.nextBytes(pixels);
        float[] softLabels = new float[batch * INPUT.classes()];
        for (int sample = 0; sample < batch; sample++) {
            softLabels[sample * INPUT.classes() + random.nextInt(INPUT.classes())] = 1;
        }
        return new Batch(batch, pixels, softLabels);
    }

    @Benchmark
    public StepResult train() {
        return engine.fit(batches.get(next++ % BATCHES));
    }

    /** As in the trainer: nothing waits for a step, and results are read in groups. */
    @Benchmark
    public int trainReadingLater() {
        steps.add(engine.begin(batches.get(next++ % BATCHES)));
        if (steps.size() == READ_TOGETHER) {
            steps.forEach(PendingStep::result);
            steps.clear();
        }
        return steps.size();
    }

    @Benchmark
    public Predictions evaluate() {
        return engine.evaluate(batches.get(next++ % BATCHES));
    }

    @TearDown
    public void close() {
        engine.close();
    }
}
