package cutmix.faults.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The built services of the pipeline. */
public enum Service {
    LOADER("loader-service"),
    AUGMENT("augment-service"),
    TRAINER("trainer-service");

    private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();

    private final String module;

    Service(String module) {
        this.module = module;
    }

    /** The service's folder in this repository, and its stage of the Dockerfile. */
    public String module() {
        return module;
    }

    /** @param options of Java */
    public List<String> command(List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-jar");
        command.add(HOME.resolve(module)
                .resolve("target/quarkus-app/quarkus-run.jar")
                .toString());
        return command;
    }
}
