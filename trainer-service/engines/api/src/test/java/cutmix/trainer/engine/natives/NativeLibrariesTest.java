package cutmix.trainer.engine.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import cutmix.schemas.failure.UserException;
import java.io.File;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uses the messages of JavaCPP and the dynamic loader for each cause. */
class NativeLibrariesTest {

    private static final String SET_OTHER_FOLDER =
            "set JAVA_TOOL_OPTIONS=-Dorg.bytedeco.javacpp.cachedir=FOLDER to a folder on another file system";

    @TempDir
    File folder;

    @Test
    void a_file_system_without_programs_is_named() {
        // As ND4J wraps the error
        UnsatisfiedLinkError error = new UnsatisfiedLinkError("no jniopenblas_nolapack in java.library.path: /lib");
        error.initCause(new UnsatisfiedLinkError(
                folder + "/libjniopenblas_nolapack.so: failed to map segment from shared object"));
        RuntimeException missing = new RuntimeException("ND4J is probably missing dependencies.", error);

        assertThat(line(new ExceptionInInitializerError(missing)))
                .isEqualTo("The engine cannot load its native libraries from " + folder
                        + " (its file system does not allow execution, for example because of the mount option"
                        + " noexec): "
                        + SET_OTHER_FOLDER);
    }

    @Test
    void so_is_a_full_disk() {
        LinkageError error = new UnsatisfiedLinkError("java.io.IOException: No space left on device");
        error.initCause(new IOException("No space left on device"));

        assertThat(line(error)).contains(folder + " (its disk is full): ").endsWith(SET_OTHER_FOLDER);
    }

    @Test
    void so_is_a_full_disk_that_shows_only_by_a_missing_library() {
        // Given
        File full = new File(folder.getPath()) {
            private static final long serialVersionUID = 1L;

            @Override
            public long getUsableSpace() {
                return 4096;
            }
        };
        LinkageError error = new UnsatisfiedLinkError(
                "libopenblas_nolapack.so.0: cannot open shared object file: No such file or directory");

        // When, Then
        assertThat(line(error, () -> full)).contains(folder + " (its disk is full): ");
    }

    @Test
    void so_is_a_folder_of_another_user() {
        LinkageError error = new UnsatisfiedLinkError("java.io.FileNotFoundException: x/.lock (Permission denied)");
        error.initCause(new java.io.FileNotFoundException("x/.lock (Permission denied)"));

        assertThat(line(error))
                .contains(folder + " (permission denied): change its permissions, or run as another user, or set ");
    }

    @Test
    void so_is_a_damaged_file() {
        assertThat(line(new UnsatisfiedLinkError(folder + "/libdnnl.so.2: file too short")))
                .contains(folder + " (a file in it is damaged): delete the folder");
    }

    @Test
    void without_any_folder_the_line_says_how_to_name_one() {
        LinkageError error = new UnsatisfiedLinkError("java.io.IOException: Could not create the cache");

        assertThat(line(error, () -> {
                    throw new IOException("Could not create the cache");
                }))
                .startsWith("The engine finds no folder to unpack its native libraries into (neither ")
                .endsWith(SET_OTHER_FOLDER);
    }

    @Test
    void another_cause_is_told_with_the_engines_own_advice() {
        assertThat(line(new UnsatisfiedLinkError("libgomp.so.1: version `GOMP_5.0' not found")))
                .endsWith("(UnsatisfiedLinkError: libgomp.so.1: version `GOMP_5.0' not found): use another engine");
    }

    @Test
    void what_the_engine_itself_refuses_stays_as_it_is() {
        UserException refusal = new UserException("no GPU");

        assertThatThrownBy(() -> libraries(() -> folder).load(() -> {
                    throw refusal;
                }))
                .isSameAs(refusal);
    }

    private String line(LinkageError error) {
        return line(error, () -> folder);
    }

    private static String line(LinkageError error, NativeLibraries.Cache cache) {
        Throwable failure = catchThrowable(() -> libraries(cache).load(() -> {
            throw error;
        }));
        assertThat(failure).isInstanceOf(UserException.class).hasCause(error);
        assertThat(failure.getMessage()).hasLineCount(1);
        return failure.getMessage();
    }

    private static NativeLibraries libraries(NativeLibraries.Cache cache) {
        return new NativeLibraries("The engine", cache, "use another engine");
    }
}
