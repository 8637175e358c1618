package cutmix.schemas.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.UserException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileNameTest {

    @TempDir
    Path folder;

    @Test
    void a_name_is_what_the_path_ends_with() throws Exception {
        assertThat(FileName.of(Path.of("a/b.png"))).isEqualTo("b.png");
        assertThat(FileName.printable(Path.of("a/b\u001b[2J.png"))).isEqualTo("a/b\\u001b[2J.png");
    }

    @Test
    void a_path_that_has_lost_bytes_on_its_way_is_refused() {
        assertThat(FileName.path("a/b.png")).isEqualTo(Path.of("a/b.png"));
        assertThatThrownBy(() -> FileName.path("caf\uFFFD.png"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("character set");
    }

    @Test
    void a_name_of_another_encoding_is_shown_byte_by_byte_and_refused() throws Exception {
        // Given: only a URI can set the bytes of a path
        Path latin = Path.of(URI.create(folder.toUri() + "caf%E9.png"));
        Files.createFile(latin);

        // When, Then
        assertThat(FileName.printable(latin)).isEqualTo(folder + "/caf\\xE9.png");
        assertThatThrownBy(() -> FileName.of(latin))
                .isInstanceOf(NotUtf8Exception.class)
                .hasMessageStartingWith("it is not UTF-8: byte 0xE9 at offset 3")
                .hasMessageContaining("Latin-1");
    }
}
