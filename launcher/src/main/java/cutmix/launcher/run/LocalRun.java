package cutmix.launcher.run;

import cutmix.launcher.child.ChildProcess;
import cutmix.launcher.child.Descendants;
import cutmix.launcher.console.Console;
import cutmix.launcher.data.BrokerData;
import cutmix.launcher.installation.Installation;
import cutmix.launcher.installation.Services;
import cutmix.launcher.kafka.Brokers;
import cutmix.launcher.kafka.RunMetrics;
import cutmix.launcher.logging.LoggedRuns;
import cutmix.launcher.logging.MlflowLogging;
import cutmix.launcher.logging.MlflowTarget;
import cutmix.launcher.logging.RunLogging;
import cutmix.launcher.metrics.PublishedEpoch;
import cutmix.launcher.mlflow.RunStatus;
import cutmix.launcher.page.Browser;
import cutmix.launcher.page.LivePageLine;
import cutmix.launcher.plan.ReproductionSteps;
import cutmix.launcher.plan.RunPlan;
import cutmix.launcher.report.Report;
import cutmix.launcher.report.RunPictures;
import cutmix.process.OrderlyStop;
import cutmix.schemas.EpochMetrics;
import cutmix.schemas.contract.EnvironmentVariables;
import cutmix.schemas.contract.PathNames;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.file.FileFailure;
import cutmix.schemas.output.LinePrefix;
import cutmix.schemas.progress.ProgressReport;
import cutmix.schemas.text.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Executes one run, from the start of the first process to the last file. */
public final class LocalRun {

    private final Installation installation;
    private final RunPlan plan;
    private final Map<String, String> loaderVariables;
    private final Console console;
    private final Services services;
    private final Optional<MlflowTarget> mlflow;
    private volatile RunLogging logging = RunLogging.NONE;
    private volatile boolean training;

    /**
     * Prepares a run without starting anything.
     *
     * @param loaderVariables additional variables of the loader
     * @param browser browser in which to open the live page
     * @param mlflow server to which the run is logged
     */
    public LocalRun(
            Installation installation,
            RunPlan plan,
            Map<String, String> loaderVariables,
            Console console,
            Optional<Browser> browser,
            Optional<MlflowTarget> mlflow) {
        this.installation = installation;
        this.plan = plan;
        this.loaderVariables = Map.copyOf(loaderVariables);
        this.console = console;
        this.services = new Services(installation, plan.logs(), console, new LivePageLine(console::say, browser));
        this.mlflow = mlflow;
    }

    /**
     * Executes the run. When this method returns or throws an exception, all processes that it started have ended.
     *
     * @throws UserException if a service fails; the message is that of the service
     * @throws InterruptedException if the user stopped the run
     */
    public void execute() throws IOException, InterruptedException {
        plan.data().requireDataset();
        removeLeftBehind();
        claimOut();
        Thread interruption = new Thread(this::interrupt, "interruption");
        Runtime.getRuntime().addShutdownHook(interruption);
        console.expect(plan.processNames());
        try (RunBroker broker = openBroker();
                RunLogging logged = log(broker.bootstrapServers())) {
            broker.onExit(this::brokerEnded);
            console.say("Run " + plan.run() + ": Kafka at " + broker.bootstrapServers() + ", logs in " + plan.logs()
                    + "; follow it with ./cutmix tail --bootstrap-servers " + broker.bootstrapServers());
            train(broker.bootstrapServers());
            report(broker.bootstrapServers());
            logged.conclude(RunStatus.FINISHED);
        } finally {
            console.finish();
            unlessStopping(() -> Runtime.getRuntime().removeShutdownHook(interruption));
        }
    }

    private RunBroker openBroker() throws InterruptedException {
        if (plan.processes().bootstrapServers() == null) {
            console.started(RunPlan.BROKER);
        }
        RunBroker broker = RunBroker.open(installation, plan);
        console.report(RunPlan.BROKER, new ProgressReport("running", 0, 0, List.of(broker.bootstrapServers())));
        return broker;
    }

    private void brokerEnded(String reason) {
        if (training) {
            // Trainers look for their brokers for a while before they give up.
            console.say("The Kafka broker has ended; stopping the other processes takes up to "
                    + OrderlyStop.LIMIT.toSeconds() + " s");
        }
        console.failed(RunPlan.BROKER, Printable.of(reason));
        services.brokerEnded(reason);
    }

    private RunLogging log(String bootstrapServers) {
        mlflow.ifPresent(target -> {
            console.say("Logging to MLflow at " + target.server() + ", experiment " + target.experiment());
            logging = MlflowLogging.start(
                    target,
                    new LoggedRuns(
                            new ReproductionSteps(plan, System.getenv()),
                            System.currentTimeMillis(),
                            services::endedAt),
                    new Brokers(bootstrapServers, System.getenv()),
                    console::say);
        });
        return logging;
    }

    private void train(String bootstrapServers) throws InterruptedException {
        Map<String, String> kafka = Map.of(EnvironmentVariables.BOOTSTRAP_SERVERS, bootstrapServers);
        training = true;
        try {
            Map<String, String> loading = new HashMap<>(loaderVariables);
            loading.putAll(kafka);
            ChildProcess loader = services.start("loader-service", RunPlan.LOADER, plan.loaderArguments(), loading);
            List<ChildProcess> trainers = new ArrayList<>();
            for (String path : plan.startOrder()) {
                // The services start one after the other, so that each has the whole processor. The first trainer
                // already trains while the others start.
                if (!trainers.isEmpty()) {
                    services.awaitWork(plan.startOrder().get(0));
                }
                if (path.equals(PathNames.CUTMIX)) {
                    startWorkers(kafka);
                }
                trainers.add(services.start(
                        "trainer-service", path, plan.trainerArguments(path), trainerEnvironment(bootstrapServers)));
            }
            services.await(trainers, List.of(loader));
        } finally {
            services.stop();
            training = false;
            console.finish();
        }
    }

    private void startWorkers(Map<String, String> kafka) {
        Map<String, String> variables = new HashMap<>(kafka);
        variables.put(EnvironmentVariables.QUARKUS_PROFILE, plan.training().workerProfiles(System.getenv()));
        for (int worker = 1; worker <= plan.processes().augmenters(); worker++) {
            services.start("augment-service", RunPlan.workerName(worker), List.of(), variables);
        }
    }

    private void report(String bootstrapServers) throws IOException {
        List<String> runs =
                plan.training().paths().stream().map(plan::trainingRun).toList();
        List<PublishedEpoch> epochs = RunMetrics.read(bootstrapServers, runs, console::say).stream()
                .filter(epoch -> plan.id().equals(epoch.metrics().getRunId()))
                .toList();
        ReproductionSteps reproduction = new ReproductionSteps(plan, System.getenv());
        Report report = new Report(reproduction, epochs);
        report.write();
        console.say("");
        report.table(console.ansi(), console.columns()).lines().forEach(console::say);
        console.say("");
        List<EpochMetrics> metrics =
                epochs.stream().map(PublishedEpoch::metrics).toList();
        new RunPictures(reproduction, new Brokers(bootstrapServers, System.getenv()), console).write(metrics);
        console.say("Results: " + plan.out().resolve(RunPictures.PAGE) + ", "
                + plan.out().resolve(Report.SUMMARY) + ", "
                + plan.out().resolve(Report.METRICS));
    }

    private Map<String, String> trainerEnvironment(String bootstrapServers) {
        String threads = String.valueOf(plan.training().threads());
        return Map.of(
                EnvironmentVariables.BOOTSTRAP_SERVERS,
                bootstrapServers,
                "OMP_NUM_THREADS",
                threads,
                "OPENBLAS_NUM_THREADS",
                threads);
    }

    private void removeLeftBehind() {
        Path runs = plan.out().toAbsolutePath().getParent();
        try {
            BrokerData.removeLeftBehind(runs, name -> true)
                    .forEach(run -> console.say("Removed the broker's data that a killed run left in " + run
                            + MlflowLogging.leftBehind(run)));
        } catch (IOException e) {
            console.say(LinePrefix.WARNING + "the broker's data that a killed run left in " + runs
                    + " could not be removed: " + e);
        }
    }

    private void claimOut() {
        if (plan.hasEarlierRun()) {
            throw new UserException(plan.out() + " holds an earlier run: choose another --out");
        }
        try {
            Files.createDirectories(plan.logs());
        } catch (IOException e) {
            String cause = FileFailure.of(e).cause();
            throw new UserException(
                    "the folder " + plan.logs() + " cannot be created (" + cause + "): choose another --out", e);
        }
    }

    /** Handles Ctrl-C or a termination request: stops the services first, then all other child processes. */
    private void interrupt() {
        console.sayLast("Stopping all processes");
        logging.conclude(RunStatus.KILLED);
        services.abort("stopped");
        services.stop();
        logging.close();
        logging.unlogged().ifPresent(console::sayLast);
        Descendants.end();
        RunBroker.discardData(plan);
    }

    static void unlessStopping(Runnable action) throws InterruptedException {
        try {
            action.run();
        } catch (IllegalStateException e) {
            throw new InterruptedException("the run is being stopped");
        }
    }
}
