package cutmix.schemas.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFailureTest {

    @TempDir
    Path folder;

    @Test
    void what_the_file_system_refuses_has_its_true_cause() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("file"), "text");
        Path loop = folder.resolve("loop");
        Files.createSymbolicLink(loop, loop);
        Path latin = Files.write(folder.resolve("latin"), new byte[] {'a', (byte) 0xFC});

        // When, Then
        assertThat(cause(() -> Files.newInputStream(folder.resolve("none")))).isEqualTo("it does not exist");
        assertThat(cause(() -> new FileInputStream(folder.resolve("none").toFile())))
                .isEqualTo("it does not exist");
        assertThat(cause(() -> Files.readAllBytes(folder))).isEqualTo("it is a folder");
        assertThat(cause(() -> new FileInputStream(folder.toFile()))).isEqualTo("it is a folder");
        assertThat(cause(() -> Files.list(file))).isEqualTo("it, or its parent, is a file and not a folder");
        assertThat(cause(() -> Files.newInputStream(file.resolve("below"))))
                .isEqualTo("it, or its parent, is a file and not a folder");
        assertThat(cause(() -> Files.createDirectories(file))).isEqualTo("a file with that name exists");
        assertThat(cause(() -> Files.newInputStream(loop))).isEqualTo("its symbolic links form a loop");
        assertThat(cause(() -> Files.newInputStream(folder.resolve("n".repeat(300)))))
                .isEqualTo("its name is too long");
        assertThat(cause(() -> Files.readAllLines(latin))).isEqualTo("it is not UTF-8");
    }

    @Test
    void a_missing_permission_is_named_as_such() throws IOException {
        // Given
        Path secret = Files.writeString(folder.resolve("secret"), "text");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
        Assumptions.assumeFalse(Files.isReadable(secret), "root reads everything");

        // When, Then
        assertThat(cause(() -> Files.newInputStream(secret))).isEqualTo("permission denied");
        assertThat(cause(() -> new FileInputStream(secret.toFile()))).isEqualTo("permission denied");
    }

    @Test
    void a_full_disk_is_no_matter_of_permissions() {
        assertThat(FileFailure.of(new IOException("No space left on device")))
                .isEqualTo(new FileFailure("its disk is full", "free some space there, or choose another disk"));
        assertThat(FileFailure.of(new FileSystemException("/a", null, "Read-only file system"))
                        .cause())
                .isEqualTo("its file system is read-only");
    }

    @Test
    void a_failure_of_no_known_kind_keeps_its_own_words() {
        assertThat(FileFailure.of(new IOException("zip END header not found")))
                .isEqualTo(new FileFailure(
                        "zip END header not found", "check that it is complete and that its disk works"));
        assertThat(FileFailure.of(new IOException()).cause()).isEqualTo("IOException");
        assertThat(FileFailure.of(new FileSystemException("/a", null, "Stale file handle")))
                .isEqualTo(new FileFailure("Stale file handle", "check the path and its disk"));
    }

    private static String cause(Callable<?> access) {
        try {
            access.call();
        } catch (IOException e) {
            return FileFailure.of(e).cause();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("it was allowed");
    }
}
