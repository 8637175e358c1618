package cutmix.launcher.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerDataTest {

    @TempDir
    Path runs;

    @Test
    void data_of_a_run_that_is_gone_are_removed() throws Exception {
        // Given
        BrokerData data = withData("killed");
        data.claim().channel().close();

        // When, Then
        assertThat(BrokerData.removeLeftBehind(runs, name -> true)).containsExactly(runs.resolve("killed"));
        assertThat(data.folder()).isEmptyDirectory();
        assertThat(BrokerData.removeLeftBehind(runs, name -> true)).isEmpty();
    }

    @Test
    void a_removal_that_was_cut_short_is_finished() throws Exception {
        // Given: some of the files are missing
        BrokerData data = withData("killed");
        data.claim().channel().close();
        Files.delete(data.folder().resolve("data/meta.properties"));

        // When
        BrokerData.removeLeftBehind(runs, name -> true);

        // Then
        assertThat(data.folder()).isEmptyDirectory();
    }

    @Test
    void data_of_a_run_that_is_alive_stay() throws Exception {
        BrokerData data = withData("alive");
        try (FileLock claim = data.claim()) {

            assertThat(BrokerData.removeLeftBehind(runs, name -> true)).isEmpty();
            assertThat(claim.isValid()).isTrue();
            assertThat(data.folder().resolve("data/meta.properties")).exists();
        }
    }

    @Test
    void data_whose_broker_is_still_alive_stay() throws Exception {
        // Given
        BrokerData data = withData("killed");
        data.claim().channel().close();
        try (FileChannel channel = FileChannel.open(
                        data.folder().resolve("data/.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock broker = channel.lock()) {

            // When, Then
            assertThat(BrokerData.removeLeftBehind(runs, name -> true)).isEmpty();
            assertThat(broker.isValid()).isTrue();
        }
    }

    @Test
    void data_that_somebody_keeps_stay() throws Exception {
        BrokerData data = withData("kept");

        assertThat(BrokerData.removeLeftBehind(runs, name -> true)).isEmpty();
        assertThat(data.folder().resolve("data/meta.properties")).exists();
    }

    @Test
    void folders_of_other_names_and_none_at_all_are_passed_over() throws Exception {
        withData("killed").claim().channel().close();

        assertThat(BrokerData.removeLeftBehind(runs, name -> name.equals("other")))
                .isEmpty();
        assertThat(BrokerData.removeLeftBehind(runs.resolve("none"), name -> true))
                .isEmpty();
    }

    private BrokerData withData(String run) throws IOException {
        Path folder = runs.resolve(run).resolve("kafka");
        Files.createDirectories(folder.resolve("data/images.train-0"));
        Files.createFile(folder.resolve("data/meta.properties"));
        Files.createFile(folder.resolve("data/images.train-0/00000000000000000000.log"));
        return new BrokerData(folder);
    }
}
