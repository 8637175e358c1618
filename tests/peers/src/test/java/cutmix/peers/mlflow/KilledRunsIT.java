package cutmix.peers.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The newest server's record of a run whose processes are killed. */
class KilledRunsIT {

    private MlflowProcess server;
    private MlflowReader reader;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws Exception {
        server = MlflowProcess.start(MlflowInstallation.NEWEST.environment(), folder);
        reader = new MlflowReader(server.uri());
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void a_run_whose_launcher_or_trainer_is_killed_has_its_end_and_nothing_twice() throws Exception {
        // Given: a launcher that is killed
        try (Cutmix run = run("launcher")) {
            awaitEpochs(run);
            run.kill();
        }
        Path left = folder.resolve("launcher/mlflow-backlog.json");
        assertThat(left).exists();
        // When: its backlog is logged twice
        byte[] backlog = Files.readAllBytes(left);
        for (int again = 0; again < 2; again++) {
            Files.write(left, backlog);
            try (Cutmix later = Cutmix.start(
                    folder, Map.of("MLFLOW_TRACKING_URI", server.uri()), "mlflow", "--from", left.toString())) {
                assertThat(later.exitCode()).as(later.said()).isZero();
                assertThat(later.said()).endsWith("Everything is logged\n");
            }
        }
        // Then
        assertThat(left).doesNotExist();
        List<LoggedRun> runs = reader.runs("cutmix");
        assertThat(runs)
                .extracting(LoggedRun::name)
                .containsExactlyInAnyOrder("launcher", "launcher-plain", "launcher-cutmix");
        assertThat(runs).extracting(LoggedRun::status).containsOnly("KILLED");
        assertThat(reader.steps(named(runs, "launcher-plain"), "loss"))
                .startsWith(1L)
                .doesNotHaveDuplicates();
        assertThat(runs).allSatisfy(run -> assertThat(run.ended()).isGreaterThan(run.started()));

        // And: a run with a killed trainer
        try (Cutmix run = run("trainer")) {
            awaitEpochs(run);
            run.killChild("--path plain");
            assertThat(run.exitCode()).as(run.said()).isEqualTo(1);
        }
        List<LoggedRun> all = reader.runs("cutmix");
        assertThat(all).hasSize(6);
        assertThat(named(all, "trainer-plain").status()).isEqualTo("FAILED");
        assertThat(named(all, "trainer-cutmix").status()).isEqualTo("FAILED");
        assertThat(named(all, "trainer").status()).isEqualTo("FAILED");
        assertThat(reader.steps(named(all, "trainer-plain"), "loss"))
                .startsWith(1L)
                .doesNotHaveDuplicates();
        assertThat(named(all, "trainer-plain").ended())
                .isLessThanOrEqualTo(named(all, "trainer").ended());
    }

    private Cutmix run(String name) throws IOException {
        return Cutmix.start(
                folder,
                Map.of("MLFLOW_TRACKING_URI", server.uri()),
                "run",
                "--out",
                name,
                "--run",
                name,
                "--depth",
                "8",
                "--train-limit",
                "128",
                "--test-limit",
                "32",
                "--epochs",
                "200");
    }

    /** Waits until both trainers are in their second epoch. */
    private static void awaitEpochs(Cutmix run) {
        run.awaitSaid("cutmix +\\| Epoch 2/");
        run.awaitSaid("plain +\\| Epoch 2/");
    }

    private static LoggedRun named(List<LoggedRun> runs, String name) {
        return runs.stream().filter(run -> run.name().equals(name)).findFirst().orElseThrow();
    }
}
