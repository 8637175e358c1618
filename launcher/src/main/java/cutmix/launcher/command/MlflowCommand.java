package cutmix.launcher.command;

import cutmix.launcher.kafka.Brokers;
import cutmix.launcher.kafka.MetricsFeed;
import cutmix.launcher.logging.MlflowTarget;
import cutmix.launcher.mlflow.Backlog;
import cutmix.launcher.mlflow.EpochLog;
import cutmix.launcher.mlflow.MlflowLog;
import cutmix.launcher.mlflow.StepLog;
import cutmix.launcher.mlflow.server.MlflowServer;
import cutmix.launcher.mlflow.tracking.TrackingVariables;
import cutmix.launcher.option.OptionRule;
import cutmix.process.option.NoFollowOption;
import cutmix.schemas.failure.SettingException;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.kafka.BrokerFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "mlflow",
        sortOptions = false,
        description =
                "Log all runs of the metrics topic to an MLflow server until stopped; records that are already logged are skipped.",
        footer = {
            "",
            "MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN, set the credentials.",
            "MLFLOW_TRACKING_SERVER_CERT_PATH and MLFLOW_TRACKING_INSECURE_TLS set which certificates are trusted.",
        })
final class MlflowCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Parameters(
            paramLabel = "URI",
            arity = "0..1",
            description = "The MLflow server, for example http://localhost:5000 (default: MLFLOW_TRACKING_URI).")
    String uri;

    @Mixin
    BrokersOption brokersOption;

    @Mixin
    NoFollowOption noFollowOption;

    @Option(
            names = "--experiment",
            paramLabel = "NAME",
            description =
                    "The experiment, which is created if it does not exist (default: MLFLOW_EXPERIMENT_NAME, otherwise "
                            + MlflowTarget.EXPERIMENT + ").")
    String experiment;

    @Option(names = "--steps", description = "Log steps within epochs, too, about one per second.")
    boolean steps;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description =
                    "Log the file of an earlier ./cutmix run that could not reach its server, instead of a topic.")
    Path from;

    @Override
    public Integer call() throws Exception {
        OptionRule.bootstrapServers(brokersOption.bootstrapServers);
        MlflowTarget target = target();
        if (from != null) {
            catchUp(target.server());
        } else {
            follow(target);
        }
        return 0;
    }

    private MlflowTarget target() {
        String chosen = MlflowTarget.experiment(experiment, System.getenv());
        OptionRule.name("--experiment", chosen);
        if (uri != null) {
            return MlflowTarget.of("URI", uri, chosen, System.getenv());
        }
        String address = new TrackingVariables(System.getenv())
                .uri()
                .orElseThrow(() -> new SettingException(
                        "URI is missing: name the MLflow server, such as http://localhost:5000, or set"
                                + " MLFLOW_TRACKING_URI"));
        return MlflowTarget.of(TrackingVariables.URI, address, chosen, System.getenv());
    }

    private void catchUp(MlflowServer server) throws IOException, InterruptedException {
        Backlog backlog = Backlog.read(from);
        MlflowLog log =
                new MlflowTarget(server, experiment != null ? experiment : backlog.experiment()).open(this::say);
        log.add(backlog);
        finish(log);
        Files.delete(from);
    }

    private void follow(MlflowTarget target) throws InterruptedException {
        Brokers brokers = new Brokers(brokersOption.bootstrapServers, System.getenv());
        brokers.checkSettings();
        MlflowLog log = target.open(this::say);
        MetricsFeed.Listener listener = listener(log);
        try (MetricsFeed feed = new MetricsFeed(brokers, steps, this::say)) {
            feed.requireTopic();
            feed.readToEnd(Brokers.TIMEOUT, listener);
            if (noFollowOption.noFollow()) {
                finish(log);
                return;
            }
            say("Logging " + brokers.topics().metrics() + " at " + brokers.bootstrapServers() + " to MLflow at "
                    + target.server() + ", experiment " + target.experiment() + ", until stopped");
            while (true) {
                log.attempt();
                feed.poll(listener);
            }
        } catch (KafkaException e) {
            throw BrokerFailure.failed(brokers.bootstrapServers(), e);
        }
    }

    private static MetricsFeed.Listener listener(MlflowLog log) {
        return new MetricsFeed.Listener() {
            @Override
            public void epoch(EpochLog epoch) {
                log.add(epoch);
            }

            @Override
            public void step(StepLog step) {
                log.add(step);
            }
        };
    }

    private void finish(MlflowLog log) throws InterruptedException {
        if (!log.finish(MlflowTarget.MAX_WAIT)) {
            throw new UserException(log.complaint().orElseThrow() + ": fix that and run this again");
        }
        say("Everything is logged");
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
