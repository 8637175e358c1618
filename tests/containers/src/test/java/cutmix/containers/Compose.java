package cutmix.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/**
 * The command {@code docker compose} with a project of its own, which {@link #close} removes.
 *
 * @param command {@code docker compose}, or {@code docker-compose} if that is missing
 * @param project the project's name
 * @param environment the user's variables, and a free port for each published one
 */
record Compose(List<String> command, String project, Map<String, String> environment) implements AutoCloseable {

    private static final Pattern PORT_VARIABLE = Pattern.compile("\\$\\{(\\w+_PORT)\\b");

    /** The command of this machine, if it has one. */
    static Optional<List<String>> installed() {
        return Stream.of(List.of("docker", "compose"), List.of("docker-compose"))
                .filter(Compose::answers)
                .findFirst();
    }

    static Compose of(List<String> command, String project, Map<String, String> settings) throws IOException {
        Map<String, String> environment = new TreeMap<>(settings);
        PORT_VARIABLE
                .matcher(Files.readString(ComposeFile.FOLDER.resolve("docker-compose.yml")))
                .results()
                .map(variable -> variable.group(1))
                .forEach(variable -> environment.put(variable, "0"));
        environment.put("COMPOSE_PROJECT_NAME", project);
        environment.put(
                "DOCKER_HOST",
                DockerClientFactory.instance()
                        .getTransportConfig()
                        .getDockerHost()
                        .toString());
        return new Compose(command, project, environment);
    }

    /**
     * Runs a subcommand to its end.
     *
     * @return its output
     * @throws IllegalStateException if it fails
     */
    String run(String... arguments) throws IOException {
        Path output = Files.createTempFile("compose", ".log");
        try {
            ProcessBuilder process = new ProcessBuilder(Stream.concat(command.stream(), Stream.of(arguments))
                            .toList())
                    .directory(ComposeFile.FOLDER.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            process.environment().putAll(environment);
            int code = process.start().onExit().join().exitValue();
            String printed = Files.readString(output);
            if (code != 0) {
                throw new IllegalStateException(String.join(" ", arguments) + " ended with " + code + ": " + printed);
            }
            return printed;
        } finally {
            Files.delete(output);
        }
    }

    /** The state of each container of a service. */
    List<ContainerState> states(String service) {
        DockerClient docker = DockerClientFactory.lazyClient();
        return docker
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of("com.docker.compose.project", project, "com.docker.compose.service", service))
                .exec()
                .stream()
                .map(container ->
                        docker.inspectContainerCmd(container.getId()).exec().getState())
                .toList();
    }

    /** The number of the project's containers, networks and volumes. */
    int parts() {
        DockerClient docker = DockerClientFactory.lazyClient();
        String label = "com.docker.compose.project=" + project;
        return docker.listContainersCmd()
                        .withShowAll(true)
                        .withLabelFilter(List.of(label))
                        .exec()
                        .size()
                + docker.listNetworksCmd()
                        .withFilter("label", List.of(label))
                        .exec()
                        .size()
                + docker.listVolumesCmd()
                        .withFilter("label", List.of(label))
                        .exec()
                        .getVolumes()
                        .size();
    }

    @Override
    public void close() throws IOException {
        run("down", "-v");
    }

    private static boolean answers(List<String> command) {
        try {
            return new ProcessBuilder(Stream.concat(command.stream(), Stream.of("version"))
                                    .toList())
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.DISCARD)
                            .start()
                            .onExit()
                            .join()
                            .exitValue()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
