package cutmix.bench;

import cutmix.trainer.dl4j.Dl4jEngine;
import cutmix.trainer.dl4j.Execution;
import cutmix.trainer.engine.Batch;
import cutmix.trainer.engine.NetworkInput;
import cutmix.trainer.engine.NetworkShape;
import cutmix.trainer.engine.Predictions;
import cutmix.trainer.engine.Recipe;
import cutmix.trainer.engine.StepResult;
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

/** Steps and evaluations of ResNet-20 in a second, from batches of 32 × 32 × 3 noise in memory. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class EngineBenchmark {

    /** So many that the network cannot learn them by heart: the products of gradients next to zero are slow. */
    private static final int BATCHES = 64;

    private static final NetworkInput INPUT = new NetworkInput(32, 32, 3, 10);

    @Param({"FUSED", "LAYERS"})
    public Execution execution;

    @Param({"32", "128", "250"})
    public int batch;

    private Dl4jEngine engine;
    private List<Batch> batches;
    private int next;

    @Setup
    public void network() {
        engine = Dl4jEngine.create(new NetworkShape(20, INPUT), Recipe.KERAS, execution);
        engine.initialise(1);
        Random random = new Random(1);
        batches = new ArrayList<>();
        for (int i = 0; i < BATCHES; i++) {
            batches.add(noise(random));
        }
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

    @Benchmark
    public Predictions evaluate() {
        return engine.evaluate(batches.get(next++ % BATCHES));
    }

    @TearDown
    public void close() {
        engine.close();
    }
}
