package cutmix.faults;

import java.nio.file.Path;
import java.util.List;

/** The services of the pipeline, as the build leaves them. */
enum Service {
    LOADER("loader-service"),
    AUGMENT("augment-service"),
    TRAINER("trainer-service");

    private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();

    private final String module;

    Service(String module) {
        this.module = module;
    }

    List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                HOME.resolve(module)
                        .resolve("target/quarkus-app/quarkus-run.jar")
                        .toString());
    }
}
