package cutmix.bench;

import cutmix.launcher.Launcher;
import cutmix.launcher.installation.FileTree;
import cutmix.launcher.installation.Installation;
import cutmix.process.ProcessStart;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code ./cutmix bench}. */
@Command(
        name = "./cutmix bench",
        description =
                "Measure the speed of each stage on this machine, and print a table. Nothing else should run meanwhile.")
final class BenchCommand implements Callable<Integer> {

    /** The parts that can be measured separately. */
    enum BenchPart {
        ENGINE,
        CORE,
        STREAMS,
        COMPRESSION,
        START
    }

    @Spec
    CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    boolean help;

    @Option(
            names = "--parts",
            split = ",",
            paramLabel = "PART",
            defaultValue = "engine,core,streams,compression,start",
            description = "The parts to measure: engine, core, streams, compression, start (default: all).")
    List<BenchPart> parts;

    @Option(
            names = "--dataset",
            paramLabel = "DATASET",
            defaultValue = "sample",
            description = "The dataset of the part compression, as for ./cutmix run (default: sample, whose drawings"
                    + " compress better than photographs).")
    String dataset;

    public static void main(String[] arguments) {
        ProcessStart.begin();
        System.exit(Launcher.withFailures(new CommandLine(new BenchCommand()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, RunnerException {
        Installation installation = Installation.configured();
        Path folder = Files.createTempDirectory("cutmix-bench");
        print(Row.heading());
        if (parts.contains(BenchPart.ENGINE)) {
            print(ComputeRows.engine(
                    installation.home().resolve("trainer-service/engines/libtorch/target/engines/libtorch")));
        }
        if (parts.contains(BenchPart.CORE)) {
            print(ComputeRows.core());
        }
        if (parts.contains(BenchPart.STREAMS)) {
            try (Cluster cluster = new Cluster(installation, folder)) {
                print(new StreamRows(cluster).all());
                print(PipelineRows.epochs(cluster, folder));
            }
        }
        if (parts.contains(BenchPart.COMPRESSION)) {
            try (Cluster cluster = new Cluster(installation, folder.resolve("compression"))) {
                print(CompressionRows.all(cluster, dataset));
            }
        }
        if (parts.contains(BenchPart.START)) {
            print(StartRows.firstSteps(installation, folder));
        }
        FileTree.delete(folder);
        return 0;
    }

    private void print(List<?> lines) {
        PrintWriter out = spec.commandLine().getOut();
        lines.forEach(out::println);
        out.flush();
    }
}
