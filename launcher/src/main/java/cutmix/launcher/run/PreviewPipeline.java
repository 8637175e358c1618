package cutmix.launcher.run;

import cutmix.launcher.child.ChildProcess;
import cutmix.launcher.child.Descendants;
import cutmix.launcher.console.Console;
import cutmix.launcher.console.NoticesConsole;
import cutmix.launcher.installation.FileTree;
import cutmix.launcher.installation.Installation;
import cutmix.launcher.installation.Services;
import cutmix.launcher.kafka.Brokers;
import cutmix.launcher.kafka.MixedTopic;
import cutmix.launcher.page.LivePageLine;
import cutmix.launcher.picture.MixedSample;
import cutmix.launcher.plan.RunPlan;
import cutmix.schemas.contract.EnvironmentVariables;
import cutmix.schemas.failure.UserException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small pipeline that previews mixed images: a broker of its own, the loader, one augment worker, no trainer. */
public final class PreviewPipeline {

    private static final Duration MAX_WAIT = Duration.ofMinutes(1);

    private final Installation installation;
    private final RunPlan plan;
    private final Map<String, String> loaderVariables;
    private final Services services;

    /**
     * Prepares a preview without starting anything.
     *
     * @param plan describes the dataset and the folder of temporary files
     * @param loaderVariables additional variables of the loader
     * @param out receives the loader's messages about skipped images
     */
    public PreviewPipeline(
            Installation installation, RunPlan plan, Map<String, String> loaderVariables, PrintWriter out) {
        this.installation = installation;
        this.plan = plan;
        this.loaderVariables = Map.copyOf(loaderVariables);
        Console console = new NoticesConsole(RunPlan.LOADER, out);
        this.services =
                new Services(installation, plan.logs(), console, new LivePageLine(console::say, Optional.empty()));
    }

    /**
     * Returns the first samples of the first epoch. When this method returns or throws an exception, all processes that
     * it started have ended.
     *
     * @throws UserException if a service fails; the message is that of the service
     */
    public List<MixedSample> first(int count) throws IOException, InterruptedException {
        Files.createDirectories(plan.logs());
        Thread interruption = new Thread(this::interrupt, "interruption");
        Runtime.getRuntime().addShutdownHook(interruption);
        try (RunBroker broker = RunBroker.open(installation, plan)) {
            broker.onExit(services::brokerEnded);
            return mixed(new Brokers(broker.bootstrapServers(), System.getenv()), count);
        } finally {
            LocalRun.unlessStopping(() -> Runtime.getRuntime().removeShutdownHook(interruption));
        }
    }

    /** Handles Ctrl-C or a termination request. */
    private void interrupt() {
        services.abort("stopped");
        services.stop();
        Descendants.end();
        try {
            FileTree.delete(plan.out());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> workerEnvironment(Map<String, String> kafka) {
        Map<String, String> variables = new HashMap<>(kafka);
        variables.put(EnvironmentVariables.QUARKUS_PROFILE, plan.training().workerProfiles(System.getenv()));
        // The only epoch would be one of the last epochs, which a recipe may exclude from mixing.
        variables.put(EnvironmentVariables.AUGMENT_OFF_EPOCHS, "0");
        return variables;
    }

    private List<MixedSample> mixed(Brokers brokers, int count) throws InterruptedException {
        Map<String, String> kafka = Map.of(EnvironmentVariables.BOOTSTRAP_SERVERS, brokers.bootstrapServers());
        try {
            Map<String, String> loading = new HashMap<>(loaderVariables);
            loading.putAll(kafka);
            ChildProcess loader = services.start("loader-service", RunPlan.LOADER, plan.loaderArguments(), loading);
            ChildProcess worker = services.start("augment-service", "augment", List.of(), workerEnvironment(kafka));
            services.await(List.of(loader), List.of());
            long deadline = System.nanoTime() + MAX_WAIT.toNanos();
            try (MixedTopic topic = new MixedTopic(brokers, brokers.datasetInfo())) {
                return topic.first(count, 1, () -> worker.isAlive() && System.nanoTime() < deadline);
            } catch (UserException e) {
                if (!worker.isAlive()) {
                    throw worker.asUserException();
                }
                throw e;
            }
        } finally {
            services.stop();
        }
    }
}
