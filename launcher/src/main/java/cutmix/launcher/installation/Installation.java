package cutmix.launcher.installation;

import cutmix.broker.StartArchive;
import cutmix.launcher.Launcher;
import cutmix.process.ChildJvm;
import cutmix.schemas.failure.UserException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The location of the built programs.
 *
 * @param home the folder that contains the modules
 */
public record Installation(Path home) {

    /** The system property that contains the path of the folder; {@code ./cutmix} sets it. */
    public static final String HOME_PROPERTY = "cutmix.home";

    /** The services without an HTTP server. For these, Quarkus would warn about unused settings. */
    private static final Set<String> WITHOUT_HTTP = Set.of("loader-service");

    public static Installation configured() {
        return new Installation(Path.of(System.getProperty(HOME_PROPERTY, ".")));
    }

    public Path brokerHome() {
        return home.resolve("launcher/broker/target/broker");
    }

    public Path registryHome() {
        return home.resolve("launcher/broker/target/registry");
    }

    /**
     * Returns the command that starts a service.
     *
     * @param service name of the service's module
     * @throws UserException if the service is not built
     */
    public List<String> command(String service, List<String> arguments) {
        return command(service, archive(service).options(), arguments);
    }

    /**
     * Returns the command for a service that shares few cores with many other processes. The JVM uses only its first
     * compiler, whose code is fast enough for this, and a heap that is large enough to start without a garbage
     * collection.
     */
    List<String> quickCommand(String service, List<String> arguments) {
        List<String> options = new ArrayList<>(archive(service).options());
        options.add("-XX:TieredStopAtLevel=1");
        options.add("-Xmn192m");
        return command(service, options, arguments);
    }

    /** Returns the command for a service that records its class archive when it ends. */
    List<String> recordingCommand(String service, List<String> arguments) {
        return command(service, archive(service).recordingOptions(), arguments);
    }

    /** Returns the archive from which a service's classes are mapped. */
    StartArchive archive(String service) {
        return StartArchive.in(home.resolve(service).resolve("target"));
    }

    /**
     * Returns the command that starts the launcher as {@code ./cutmix} does, and records its class archive at the end.
     */
    List<String> recordingLauncher(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(ChildJvm.options());
        command.addAll(launcherArchive().recordingOptions());
        command.add("-D" + HOME_PROPERTY + "=" + home);
        command.addAll(List.of(
                "-cp",
                launcherJar() + File.pathSeparator + launcherJar().resolveSibling("lib") + "/*",
                Launcher.class.getName()));
        command.addAll(arguments);
        return command;
    }

    StartArchive launcherArchive() {
        return StartArchive.in(launcherJar().getParent());
    }

    Path launcherJar() {
        return home.resolve("launcher/target/launcher.jar");
    }

    Path jar(String service) {
        return home.resolve(service).resolve("target/quarkus-app/quarkus-run.jar");
    }

    private List<String> command(String service, List<String> options, List<String> arguments) {
        Path jar = jar(service);
        if (!Files.isRegularFile(jar)) {
            throw new UserException(jar + " is missing: build it with mvn package -DskipTests");
        }
        List<String> command = new ArrayList<>();
        command.add(java());
        command.add("-XX:+UseSerialGC");
        command.addAll(ChildJvm.options());
        command.addAll(options);
        // Without this option, JDK 22 and later can treat a pipe as a terminal.
        command.add("-Djdk.console=java.base");
        if (!WITHOUT_HTTP.contains(service)) {
            // Services on one machine each use a free port, which other machines cannot reach.
            command.add("-Dquarkus.http.port=0");
            command.add("-Dquarkus.http.host=127.0.0.1");
        }
        command.add("-jar");
        command.add(jar.toString());
        command.addAll(arguments);
        return command;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
