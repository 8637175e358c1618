package cutmix.launcher.command;

import cutmix.launcher.console.Console;
import cutmix.launcher.kafka.Brokers;
import cutmix.launcher.kafka.RunMetrics;
import cutmix.launcher.metrics.PublishedEpoch;
import cutmix.launcher.option.OptionRule;
import cutmix.launcher.option.StartTimeout;
import cutmix.launcher.report.PublishedRun;
import cutmix.launcher.report.Report;
import cutmix.launcher.report.RunPictures;
import cutmix.launcher.results.ComparedRuns;
import cutmix.process.option.NumberOption;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.file.FileFailure;
import cutmix.schemas.kafka.BrokerFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "results",
        sortOptions = false,
        description = "Compare runs of the metrics topic: print a table, and write a summary and a page with pictures.")
final class ResultsCommand implements Callable<Integer> {

    private static final Duration NETWORK_LIMIT = Duration.ofMinutes(1);
    private static final Duration NETWORK_CHECK = Duration.ofMillis(200);

    @Spec
    CommandSpec spec;

    @Mixin
    BrokersOption brokersOption;

    @Option(
            names = "--runs",
            paramLabel = "NAME",
            split = ",",
            required = true,
            description = "Names of the runs to compare, one for each path, for example compose-cutmix,compose-plain.")
    List<String> runs;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "results",
            description = "Folder of the report; files of an earlier report are replaced (default: ${DEFAULT-VALUE}).")
    Path out;

    @Option(
            names = "--networks",
            paramLabel = "DIR",
            description = "Folder of the trained networks that the report names (default: that of --out).")
    Path networks;

    @Option(names = "--wait", description = "Wait until each run has published its last epoch.")
    boolean wait;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "With --wait: the last epoch of each run (default: the number that the runs publish).")
    Integer epochs;

    @Option(
            names = "--in-compose",
            description = "Print how to copy the results from a container of Docker Compose to the host.")
    boolean inCompose;

    @Override
    public Integer call() throws Exception {
        OptionRule.bootstrapServers(brokersOption.bootstrapServers);
        OptionRule.number(NumberOption.EPOCHS, epochs);
        for (String run : runs) {
            OptionRule.run("--runs", run, "");
        }
        Console console = Console.open(spec.commandLine().getOut(), System.getenv(), System.console() != null);
        Brokers brokers = new Brokers(brokersOption.bootstrapServers, System.getenv());
        ComparedRuns compared = published(brokers, console);
        List<String> missing = compared.runs().stream()
                .filter(run -> compared.epochs().stream()
                        .noneMatch(epoch -> epoch.metrics().getRun().equals(run)))
                .toList();
        if (!missing.isEmpty()) {
            throw new UserException("topic " + brokers.topics().metrics() + " at " + brokers.bootstrapServers()
                    + " has no epoch of run " + String.join(", ", missing)
                    + ": name other --runs, or wait for them with --wait");
        }
        report(compared, brokers, console);
        return 0;
    }

    private ComparedRuns published(Brokers brokers, Console console) throws InterruptedException {
        Duration maxWait = wait ? StartTimeout.of(System.getenv()) : Duration.ZERO;
        brokers.checkSettings();
        if (wait) {
            console.say("The results follow when " + String.join(" and ", runs) + " have trained all epochs");
        }
        brokers.await(maxWait, console::say);
        RunMetrics.awaitTopic(brokers, maxWait, console::say);
        try {
            if (!wait) {
                return ComparedRuns.newest(runs, RunMetrics.read(brokers.bootstrapServers(), runs, console::say));
            }
            return ComparedRuns.newest(runs, RunMetrics.await(brokers, runs, this::isFinished, console::say));
        } catch (KafkaException e) {
            throw BrokerFailure.failed(brokers.bootstrapServers(), e);
        }
    }

    private boolean isFinished(List<PublishedEpoch> published) {
        return ComparedRuns.newest(runs, published)
                .unfinished(Optional.ofNullable(epochs))
                .isEmpty();
    }

    /**
     * Waits for the networks, which a trainer writes shortly after it publishes the last epoch. A network is expected
     * only if its folder exists.
     */
    private boolean isThere(Path network) throws InterruptedException {
        long end = System.nanoTime() + (wait && networks != null ? NETWORK_LIMIT.toNanos() : 0);
        while (!Files.exists(network) && System.nanoTime() < end) {
            Thread.sleep(NETWORK_CHECK.toMillis());
        }
        return Files.exists(network);
    }

    private void report(ComparedRuns compared, Brokers brokers, Console console)
            throws IOException, InterruptedException {
        PublishedRun run = new PublishedRun(compared, out, networks != null ? networks : out);
        Report report = new Report(run, compared.epochs());
        try {
            Files.createDirectories(out);
            report.write();
        } catch (IOException e) {
            throw new UserException(
                    "the report cannot be written to " + out + " ("
                            + FileFailure.of(e).cause() + "): choose another --out",
                    e);
        }
        console.say("");
        report.table(console.ansi(), console.columns()).lines().forEach(console::say);
        console.say("");
        new RunPictures(run, brokers, console)
                .write(compared.epochs().stream().map(PublishedEpoch::metrics).toList());
        for (String path : run.paths()) {
            if (isThere(run.model(path))) {
                console.say("Network: " + run.model(path));
            }
        }
        console.say("Report: " + out.resolve(RunPictures.PAGE) + ", " + out.resolve(Report.SUMMARY) + ", "
                + out.resolve(Report.METRICS));
        if (inCompose) {
            console.say("Copy them to ./results: docker cp " + System.getenv().getOrDefault("HOSTNAME", "CONTAINER")
                    + ":" + run.networks() + "/. ./results");
            console.say("Finished. The live page stays available until Ctrl-C or docker compose down");
        }
    }
}
