package cutmix.launcher.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import cutmix.launcher.mlflow.server.MlflowServer;
import cutmix.launcher.mlflow.standin.MlflowStandIn;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Servers that are away, that refuse a run, or that are not MLflow. */
class MlflowOutageTest extends MlflowLogFixture {

    @Test
    void a_server_that_is_down_is_reported_once_and_gets_everything_when_it_is_back() throws Exception {
        // Given
        mlflow.goDown();
        MlflowLog log = log();
        log.add(Epochs.log("r", 1, 2, 100));
        log.attempt();
        log.add(Epochs.log("r", 2, 2, 200));
        assertThat(log.finish(Duration.ZERO)).isFalse();
        assertThat(said)
                .containsExactly(
                        "warning: MLflow at " + mlflow.uri() + " does not answer (connection refused); retrying");
        // When
        mlflow.comeUp();
        // Then
        assertThat(log.finish(Duration.ZERO)).isTrue();
        assertThat(mlflow.run("r").metrics()).hasSize(2 * 9);
        assertThat(said).hasSize(2).last().isEqualTo("MLflow at " + mlflow.uri() + " accepts the runs again");
    }

    @Test
    void a_backlog_is_logged_later_from_its_file() throws Exception {
        // Given: a server that has the first of three epochs
        MlflowLog log = log();
        log.begin(RUN);
        log.add(Epochs.log("r", 1, 3, 100));
        log.attempt();
        mlflow.goDown();
        log.add(Epochs.log("r", 2, 3, 200));
        log.attempt();
        log.add(Epochs.log("r", 3, 3, 300));
        log.conclude("r", RunStatus.FINISHED, 1_000, List.of(file("summary.md")));
        assertThat(log.finish(Duration.ZERO)).isFalse();
        Path file = folder.resolve("backlog.json");
        log.backlog().write(file);
        mlflow.comeUp();
        // When
        MlflowLog later = log();
        later.add(Backlog.read(file));
        // Then
        assertThat(later.finish(Duration.ZERO)).isTrue();
        assertThat(mlflow.run("r").history("loss"))
                .extracting(MlflowStandIn.Metric::step)
                .containsExactly(1L, 2L, 3L);
        assertThat(mlflow.run("r").status()).isEqualTo("FINISHED");
        assertThat(mlflow.artifacts(mlflow.run("r"))).containsExactly("summary.md");
    }

    @Test
    void the_backlog_file_ends_the_runs_of_a_killed_launcher() throws Exception {
        // Given: two runs, one of which had all its epochs, and a copy of the file at that moment
        Path network = Files.writeString(folder.resolve("a.zip"), "network");
        MlflowLog killed = log();
        killed.begin(
                MlflowRun.builder().name("a").id("id").started(5).launched(true).build());
        killed.begin(
                MlflowRun.builder().name("b").id("id").started(5).launched(true).build());
        killed.add(Epochs.log("a", "id", 1, 1, 100));
        killed.add(Epochs.log("b", "id", 1, 2, 150));
        killed.finish(Duration.ZERO);
        Path file = folder.resolve("backlog.json");
        BacklogFile kept = new BacklogFile(file, System::nanoTime);
        kept.keep(() -> killed.unfinished(run -> List.of(folder.resolve(run + ".zip"))));
        assertThat(mlflow.runs()).extracting(MlflowStandIn.Run::status).containsOnly("RUNNING");
        // When
        MlflowLog later = log();
        later.add(Backlog.read(file));
        later.finish(Duration.ZERO);
        // Then
        assertThat(mlflow.run("a").status()).isEqualTo("FINISHED");
        assertThat(mlflow.run("a").ended()).isEqualTo(100);
        assertThat(mlflow.artifacts(mlflow.run("a")))
                .containsExactly(network.getFileName().toString());
        assertThat(mlflow.run("b").status()).isEqualTo("KILLED");
        assertThat(mlflow.run("b").ended()).isEqualTo(150);
        assertThat(mlflow.run("b").metrics()).hasSize(9);
    }

    @Test
    void a_run_that_the_server_refuses_does_not_hold_up_other_runs() throws Exception {
        // Given: a run that is deleted on the server
        MlflowLog log = log();
        log.add(Epochs.log("gone", 1, 2, 100));
        log.finish(Duration.ZERO);
        mlflow.forget(mlflow.run("gone"));
        // When
        log.add(Epochs.log("gone", 2, 2, 200));
        log.add(Epochs.log("r", 1, 1, 300));
        boolean finished = log.finish(Duration.ofMinutes(1));
        // Then
        assertThat(finished).isFalse();
        assertThat(log.complaint()).get().asString().contains("RESOURCE_DOES_NOT_EXIST");
        assertThat(mlflow.run("r").status()).isEqualTo("FINISHED");
    }

    @Test
    void a_refusal_is_returned_as_the_complaint_and_not_printed_as_well() throws Exception {
        // Given
        mlflow.require("Bearer token");
        MlflowLog log = log();
        log.begin(RUN);

        // When
        boolean finished = log.finish(Duration.ofMinutes(1));

        // Then
        assertThat(finished).isFalse();
        assertThat(log.complaint()).isPresent();
        assertThat(said).isEmpty();
    }

    @Test
    void a_server_that_is_not_mlflow_is_reported() throws Exception {
        // Given
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.start();
        String uri = "http://localhost:" + other.getAddress().getPort();
        // When
        MlflowLog log = new MlflowLog(MlflowServer.of(uri, Map.of()), "cutmix", said::add);
        log.begin(RUN);
        boolean finished = log.finish(Duration.ofMinutes(1));
        other.stop(0);
        // Then
        assertThat(finished).isFalse();
        assertThat(log.complaint()).contains("the server at " + uri + " is not an MLflow server (HTTP 404)");
    }
}
