package cutmix.launcher.installation;

import cutmix.broker.KafkaBroker;
import cutmix.broker.StartArchive;
import cutmix.launcher.child.ChildProcess;
import cutmix.schemas.contract.EnvironmentVariables;
import cutmix.schemas.contract.PathNames;
import cutmix.schemas.output.LinePrefix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Records the classes that launcher, broker and services load at the start, so that later starts take a fraction of the
 * time. The build runs this program, which runs each of them briefly. If the recording fails, the programs still work
 * but start more slowly.
 */
public final class ArchiveRecording {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final List<String> SERVICES = List.of("loader-service", "augment-service", "trainer-service");

    private final Installation installation;
    private final Path folder;

    private ArchiveRecording(Installation installation, Path folder) {
        this.installation = installation;
        this.folder = folder;
    }

    /** @param arguments folder for the files of the short run */
    public static void main(String[] arguments) throws InterruptedException {
        Path folder = Path.of(arguments[0]);
        try {
            new ArchiveRecording(Installation.configured(), Files.createDirectories(folder)).record();
        } catch (IOException | RuntimeException e) {
            System.err.println(LinePrefix.WARNING + "./cutmix will start more slowly than possible: " + e.getMessage());
        }
    }

    private void record() throws IOException, InterruptedException {
        if (!servicesAreCurrent()) {
            recordServices();
        }
        if (!installation.launcherArchive().isNewerThan(installation.launcherJar())) {
            recordLauncher();
        }
    }

    private void recordServices() throws IOException, InterruptedException {
        Path kafka = Files.createTempDirectory(folder, "kafka");
        KafkaBroker.recordArchive(installation.brokerHome(), kafka);
        try (KafkaBroker broker = KafkaBroker.start(installation.brokerHome(), kafka, KafkaBroker.freePort())) {
            record(Map.of(EnvironmentVariables.BOOTSTRAP_SERVERS, broker.bootstrapServers(), "OMP_NUM_THREADS", "1"));
        }
        FileTree.delete(kafka);
    }

    /** This run ends as soon as the loader finds no images. By then, the launcher has loaded all its classes. */
    private void recordLauncher() throws IOException, InterruptedException {
        Path out = Files.createTempDirectory(folder, "run").resolve("out");
        Path noImages = Files.createDirectory(out.resolveSibling("no-images"));
        ChildProcess launcher = ChildProcess.start(
                "launcher",
                installation.recordingLauncher(
                        List.of("run", "--dataset", noImages.toString(), "--out", out.toString())),
                Map.of(),
                folder.resolve("launcher.log"),
                line -> {});
        try {
            launcher.awaitEnd(LIMIT);
        } finally {
            launcher.terminate();
        }
        installation.launcherArchive().keep();
        FileTree.delete(out.getParent());
    }

    private boolean servicesAreCurrent() throws IOException {
        for (String service : SERVICES) {
            if (!installation.archive(service).isNewerThan(installation.jar(service))) {
                return false;
            }
        }
        return StartArchive.in(installation.brokerHome())
                .isNewerThan(installation.brokerHome().resolve("lib"));
    }

    /** Runs programs that end by themselves one after the other, so that each has the whole processor. */
    private void record(Map<String, String> environment) throws IOException, InterruptedException {
        List<ChildProcess> children = new ArrayList<>();
        try {
            ChildProcess loader = start(
                    "loader-service",
                    environment,
                    List.of("--dataset", "sample", "--epochs", "1", "--train-limit", "64", "--test-limit", "32"));
            children.add(loader);
            requireEnd(loader);
            ChildProcess worker = start("augment-service", environment, List.of());
            children.add(worker);
            ChildProcess trainer = start(
                    "trainer-service",
                    environment,
                    List.of(
                            "train",
                            "--path",
                            PathNames.CUTMIX,
                            "--run",
                            "archive",
                            "--model",
                            folder.resolve("archive.zip").toString(),
                            "--fresh"));
            children.add(trainer);
            requireEnd(trainer);
            worker.terminate();
            worker.awaitEnd(LIMIT);
        } finally {
            children.forEach(ChildProcess::terminate);
        }
        for (String service : SERVICES) {
            installation.archive(service).keep();
        }
    }

    private ChildProcess start(String service, Map<String, String> environment, List<String> arguments)
            throws IOException {
        return ChildProcess.start(
                service,
                installation.recordingCommand(service, arguments),
                environment,
                folder.resolve(service + ".log"),
                line -> {});
    }

    private static void requireEnd(ChildProcess child) throws InterruptedException {
        child.awaitEnd(LIMIT);
        if (child.exitCode() != 0) {
            throw child.asUserException();
        }
    }
}
