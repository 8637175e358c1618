package cutmix.bench;

import cutmix.augment.BlockMixerBenchmark;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The stages that only compute, measured with JMH. */
final class ComputeRows {

    private ComputeRows() {}

    /**
     * The trainer's step and its evaluation: fused, layer by layer, and with LibTorch.
     *
     * @param libtorch the folder of its engine
     */
    static List<Row> engine(Path libtorch) throws RunnerException {
        String folder = "-D" + EngineBenchmark.LIBTORCH_FOLDER + "=" + libtorch;
        Collection<RunResult> training =
                run(options("EngineBenchmark.train$", folder).param("batch", "32", "128"));
        Collection<RunResult> evaluation =
                run(options("EngineBenchmark.evaluate", folder).param("batch", "250"));
        return List.of(
                fused("trainer, batch 32", training, 32, "≥ 2.3"),
                fused("trainer, batch 128", training, 128, "≥ 2.8"),
                fused("evaluation, batch 250", evaluation, 250, "≥ 1.5"),
                libtorch("engine libtorch, batch 32", training, 32),
                libtorch("engine libtorch, batch 128", training, 128),
                libtorch("engine libtorch, evaluation", evaluation, 250));
    }

    /** Returns the row for the mixing of images in memory. */
    static List<Row> core() throws RunnerException {
        RunResult result = run(options(BlockMixerBenchmark.class.getSimpleName())
                        .addProfiler(GCProfiler.class))
                .iterator()
                .next();
        double samples = result.getPrimaryResult().getScore();
        double bytes = result.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
        String measured = String.format(Locale.ROOT, "%,.0f samples/s, %,.0f bytes each", samples, bytes);
        return List.of(new Row(
                "CutMix core, one thread", measured, Row.times(samples / 1e6) + " million/s", "≥ 1.5 million/s"));
    }

    private static Row fused(String stage, Collection<RunResult> results, int batch, String goal) {
        String layers = "Deeplearning4j's layers with oneDNN helpers";
        return row(stage, results, batch, EngineBenchmark.FUSED, layers, EngineBenchmark.LAYERS, goal);
    }

    private static Row libtorch(String stage, Collection<RunResult> results, int batch) {
        return row(stage, results, batch, EngineBenchmark.LIBTORCH, "engine dl4j", EngineBenchmark.FUSED, "");
    }

    private static Row row(
            String stage,
            Collection<RunResult> results,
            int batch,
            String engine,
            String otherName,
            String other,
            String goal) {
        return Row.ratio(
                stage, "images/s", images(results, engine, batch), otherName, images(results, other, batch), goal);
    }

    private static double images(Collection<RunResult> results, String engine, int batch) {
        RunResult result = results.stream()
                .filter(one -> one.getParams().getParam("engineName").equals(engine))
                .filter(one -> one.getParams().getParam("batch").equals(String.valueOf(batch)))
                .findFirst()
                .orElseThrow();
        return result.getPrimaryResult().getScore() * batch;
    }

    private static ChainedOptionsBuilder options(String benchmark, String... javaOptions) {
        return new OptionsBuilder()
                .include(benchmark)
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(5))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(4))
                .jvmArgsPrepend("-Djava.util.logging.manager=org.jboss.logmanager.LogManager")
                .jvmArgsAppend(javaOptions)
                .verbosity(VerboseMode.SILENT);
    }

    private static Collection<RunResult> run(ChainedOptionsBuilder options) throws RunnerException {
        return new Runner(options.build()).run();
    }
}
