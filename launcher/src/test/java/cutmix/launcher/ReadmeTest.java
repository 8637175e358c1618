package cutmix.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    /** Maps beginnings of commands to the tests that run them, each with the settings of the test. */
    private static final Map<String, String> RUN_BY = Map.ofEntries(
            Map.entry("./cutmix run --dataset path", "ReadmeIT"),
            Map.entry("./cutmix run --engine", "EnginesIT"),
            Map.entry("./cutmix preview", "ReadmeIT"),
            Map.entry("./cutmix predict runs/NAME/cutmix.zip photo.png", "ReadmeIT"),
            Map.entry("./cutmix predict runs/NAME/cutmix.zip --format json", "NetworkUseIT"),
            Map.entry("./cutmix predict tuned.safetensors", "NetworkLoadersIT"),
            Map.entry("python docs/examples/load_pytorch.py", "NetworkLoadersIT"),
            Map.entry("KERAS_BACKEND=jax python docs/examples/load_keras.py", "NetworkLoadersIT"),
            Map.entry("python docs/examples/read_metrics.py", "PythonExamplesIT"),
            Map.entry("python docs/examples/write_images.py", "PythonExamplesIT"),
            Map.entry("java -cp \"launcher/target/lib/*\" docs/examples/", "ReadmeIT"),
            Map.entry("CUTMIX_REGISTRY_URL=", "RegistryIT"),
            Map.entry("./cutmix results", "ResultsIT"),
            Map.entry("./cutmix run --bootstrap-servers", "SecuredBrokerIT"),
            Map.entry("export CUTMIX_LOADER_", "CreateTopicsIT"),
            Map.entry("export KAFKA_", "SecuredBrokerIT"),
            Map.entry("./cutmix tail", "ReadmeIT"),
            Map.entry("./cutmix page", "ReadmeIT"),
            Map.entry("./cutmix kafka", "KafkaCommandIT"),
            Map.entry("./cutmix topics", "KafkaCommandIT"),
            Map.entry("source <(./cutmix completion)", "CompletionIT"),
            Map.entry("kcat -b localhost:19092 -t training.metrics", "ReadmeIT"),
            Map.entry("kcat -b localhost:9092 -t dead.letters", "ReadmeIT"),
            Map.entry("java -jar loader-service/", "ReadmeIT"),
            Map.entry("java -jar augment-service/", "ReadmeIT"),
            Map.entry("java -jar trainer-service/target/quarkus-app/", "ReadmeIT"),
            Map.entry("export QUARKUS_PROFILE", "ReadmeIT"),
            Map.entry("./cutmix run --mlflow", "MlflowIT"),
            Map.entry("./cutmix mlflow", "MlflowIT"),
            Map.entry("kcat -b localhost:9092 -t images.cutmix", "ComposeIT, with the registry's deserializer"),
            Map.entry("docker compose up", "ComposeIT"),
            Map.entry("docker compose logs", "ComposeIT"),
            Map.entry("docker compose down", "ComposeIT"),
            Map.entry("ALPHA=1.0 RUN=alpha1 docker compose up", "by hand"),
            Map.entry("LOADER_OPTIONS", "ComposeIT"),
            Map.entry("kubectl", "by hand; KubernetesPageTest reads them"),
            Map.entry("docker build", "ImagesIT builds those for the CPU; GpuTrainersTest reads the other one"),
            Map.entry("mvn verify", ".ci/run; -Pfaults and -Psoak by hand: they take too long"),
            Map.entry("mvn test -pl augment-service", "by hand: it is a part of mvn verify"),
            Map.entry("mvn quarkus:dev", "by hand: it does not end"),
            Map.entry("mvn package", "by hand: it is a part of mvn verify"),
            Map.entry("mvn install -DskipTests -pl schemas", "by hand: it changes the local repository"),
            Map.entry("mvn -Psbom", "by hand"),
            Map.entry("CUTMIX_TRAINER_ENGINE=libtorch mvn", "by hand: it takes too long"),
            Map.entry("mvn test -Pmutation", "by hand: it takes too long"),
            Map.entry("mvn test -pl tests/reference", "ReferenceTest, which names the command"),
            Map.entry("./cutmix bench", ".ci/run, in part"),
            // Needs the Internet, third-party images, or a GPU.
            Map.entry("docker compose --profile", "by hand; MonitoringTest and GpuTrainersTest read its files"),
            Map.entry("./cutmix run --dataset cifar10", "by hand"),
            Map.entry("DATASET=cifar10", "by hand"),
            Map.entry("mvn -Pcuda", "by hand"),
            Map.entry("mvn -Plibtorch-cuda", "by hand"),
            Map.entry("export CUTMIX_TRAINER_ENGINES", "by hand"),
            Map.entry("export LD_LIBRARY_PATH", "by hand"),
            Map.entry("java -jar trainer-service/target/cuda", "by hand"),
            Map.entry("LD_LIBRARY_PATH", "by hand"),
            Map.entry("python3 tests/bench", "by hand"));

    @Test
    void every_command_is_run_by_somebody() throws Exception {
        Set<String> commands = ReadmeCommands.all();

        assertThat(commands)
                .filteredOn(command -> !command.equals("./cutmix run"))
                .allSatisfy(command -> assertThat(RUN_BY.keySet()).anyMatch(command::startsWith));
        assertThat(RUN_BY.keySet())
                .allSatisfy(beginning -> assertThat(commands).anyMatch(command -> command.startsWith(beginning)));
    }

    @Test
    void the_readme_has_at_most_120_lines() throws Exception {
        assertThat(Files.readAllLines(Path.of("../README.md"))).hasSizeLessThanOrEqualTo(120);
    }
}
