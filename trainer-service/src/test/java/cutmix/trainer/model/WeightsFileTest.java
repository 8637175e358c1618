package cutmix.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.UserException;
import cutmix.trainer.engine.network.InitialWeights;
import cutmix.trainer.engine.network.NetworkInput;
import cutmix.trainer.engine.network.NetworkShape;
import cutmix.trainer.engine.network.NetworkWeights;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsFileTest {

    private static final NetworkInput INPUT = new NetworkInput(8, 6, 3, 4);
    private static final NetworkWeights WEIGHTS = InitialWeights.draw(new NetworkShape(8, INPUT), 1);

    @TempDir
    Path folder;

    @Test
    void weights_are_read_from_a_file_of_their_own_and_from_a_trained_network() throws Exception {
        assertThat(WeightsFile.read(safetensors(), INPUT).flat()).isEqualTo(WEIGHTS.flat());
        assertThat(WeightsFile.read(zip(NetworkWeights.FILE_NAME), INPUT).flat())
                .isEqualTo(WEIGHTS.flat());
    }

    @Test
    void a_file_that_is_not_there_or_holds_no_weights_is_refused_in_one_line() throws Exception {
        byte[] whole = Files.readAllBytes(safetensors());
        Path missing = folder.resolve("none.zip");
        assertThatThrownBy(() -> WeightsFile.read(missing, INPUT))
                .isInstanceOf(UserException.class)
                .hasMessage(missing + " cannot be read (it does not exist): check the path");
        for (Path file : new Path[] {
            folder,
            Files.createFile(folder.resolve("empty")),
            Files.writeString(folder.resolve("notes.txt"), "hello, this is a text"),
            zip("other")
        }) {
            assertThatThrownBy(() -> WeightsFile.read(file, INPUT))
                    .isInstanceOf(UserException.class)
                    .hasMessageStartingWith(file + " is not a network that train has written: ")
                    .message()
                    .doesNotContain("\n");
        }
        Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> WeightsFile.read(cut, INPUT))
                .isInstanceOf(UserException.class)
                .hasMessageMatching(
                        ".* cannot be used as the weights of a network: tensor \\S+ is incomplete: the values end"
                                + " within it; save it as docs/guide/networks.md describes");
    }

    @Test
    void weights_for_other_channels_or_classes_are_refused() throws Exception {
        Path file = safetensors();

        assertThatThrownBy(() -> WeightsFile.read(file, new NetworkInput(8, 6, 1, 10)))
                .isInstanceOf(UserException.class)
                .hasMessage(file + " takes images of 3 channels in 4 classes, but the dataset has 1 channels and 10"
                        + " classes: choose another");
    }

    private Path safetensors() throws Exception {
        Path file = folder.resolve("weights.safetensors");
        try (OutputStream out = Files.newOutputStream(file)) {
            WEIGHTS.write(out);
        }
        return file;
    }

    private Path zip(String entry) throws Exception {
        Path file = folder.resolve(entry + ".zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(entry));
            WEIGHTS.write(zip);
        }
        return file;
    }
}
