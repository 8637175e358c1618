package cutmix.bench;

import cutmix.augment.BlockMixerBenchmark;
import cutmix.trainer.dl4j.Execution;
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

/** The stages that only compute, by JMH. */
final class ComputeRows {

    private ComputeRows() {}

    /** The trainer's step and its evaluation, in one sequence and layer by layer. */
    static List<Row> engine() throws RunnerException {
        Collection<RunResult> training = run(options("EngineBenchmark.train").param("batch", "32", "128"));
        Collection<RunResult> evaluation =
                run(options("EngineBenchmark.evaluate").param("batch", "250"));
        return List.of(
                engine("trainer, batch 32", training, 32, "≥ 2.3"),
                engine("trainer, batch 128", training, 128, "≥ 2.8"),
                engine("evaluation, batch 250", evaluation, 250, "≥ 1.5"));
    }

    /** The mixing of images in memory. */
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

    private static Row engine(String stage, Collection<RunResult> results, int batch, String goal) {
        return Row.ratio(
                stage,
                "images/s",
                images(results, Execution.FUSED, batch),
                "Deeplearning4j's layers with oneDNN helpers",
                images(results, Execution.LAYERS, batch),
                goal);
    }

    private static double images(Collection<RunResult> results, Execution execution, int batch) {
        RunResult result = results.stream()
                .filter(one -> one.getParams().getParam("execution").equals(execution.name()))
                .filter(one -> one.getParams().getParam("batch").equals(String.valueOf(batch)))
                .findFirst()
                .orElseThrow();
        return result.getPrimaryResult().getScore() * batch;
    }

    private static ChainedOptionsBuilder options(String benchmark) {
        return new OptionsBuilder()
                .include(benchmark)
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(5))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(4))
                .jvmArgsAppend("-Djava.util.logging.manager=org.jboss.logmanager.LogManager")
                .verbosity(VerboseMode.SILENT);
    }

    private static Collection<RunResult> run(ChainedOptionsBuilder options) throws RunnerException {
        return new Runner(options.build()).run();
    }
}
