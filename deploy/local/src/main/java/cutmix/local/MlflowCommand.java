package cutmix.local;

import cutmix.local.mlflow.Backlog;
import cutmix.local.mlflow.MlflowLog;
import cutmix.local.mlflow.MlflowServer;
import cutmix.local.option.OptionRule;
import cutmix.schemas.BrokerFailure;
import cutmix.schemas.UserException;
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
        description = "Logs all runs of the metrics topic to an MLflow server, until it is stopped; nothing twice.",
        footer = {
            "",
            "MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN, are sent to the server.",
        })
final class MlflowCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "URI", description = "The MLflow server, for example http://localhost:5000.")
    String uri;

    @Mixin
    BrokersOption brokersOption;

    @Option(
            names = "--experiment",
            paramLabel = "NAME",
            description = "The experiment, made where it is missing (default: " + MlflowTarget.EXPERIMENT + ").")
    String experiment;

    @Option(names = "--no-follow", description = "End after the records that are there now.")
    boolean noFollow;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "Log what an earlier ./cutmix run could not, in place of a topic.")
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
        String chosen = experiment != null ? experiment : MlflowTarget.EXPERIMENT;
        OptionRule.name("--experiment", chosen);
        return MlflowTarget.of("URI", uri, chosen, System.getenv());
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
        MlflowLog log = target.open(this::say);
        Brokers brokers = new Brokers(brokersOption.bootstrapServers, System.getenv());
        try (MetricsFeed feed = new MetricsFeed(brokers, this::say)) {
            feed.requireTopic();
            feed.readToEnd(Brokers.TIMEOUT, log::add);
            if (noFollow) {
                finish(log);
                return;
            }
            say("Logging " + brokers.topics().metrics() + " at " + brokers.bootstrapServers() + " to MLflow at "
                    + target.server() + ", experiment " + target.experiment() + ", until stopped");
            while (true) {
                log.attempt();
                feed.poll(log::add);
            }
        } catch (KafkaException e) {
            throw BrokerFailure.failed(brokers.bootstrapServers(), e);
        }
    }

    private void finish(MlflowLog log) throws InterruptedException {
        if (!log.finish(MlflowTarget.PATIENCE)) {
            throw new UserException(log.complaint().orElseThrow() + ": mend that and run this again");
        }
        say("All is logged");
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
