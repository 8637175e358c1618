package cutmix.trainer.libtorch.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

class NativeHeapTest {

    private static final int BLOCK = 8 << 20;
    private static final int BLOCKS = 16;
    private static final int PAGE = 4096;

    @Test
    void a_second_step_gets_the_pages_of_the_first() {
        // Given
        NativeHeap.keepFreedMemory();
        takeFillAndFree();
        long before = pagesFromTheSystem();

        // When
        takeFillAndFree();

        // Then
        assertThat(pagesFromTheSystem() - before).isLessThan((long) BLOCKS * BLOCK / PAGE / 10);
    }

    private static void takeFillAndFree() {
        Pointer[] blocks =
                IntStream.range(0, BLOCKS).mapToObj(i -> Pointer.malloc(BLOCK)).toArray(Pointer[]::new);
        for (Pointer block : blocks) {
            Pointer.memset(block, 1, BLOCK);
        }
        for (Pointer block : blocks) {
            Pointer.free(block);
        }
    }

    /** Returns the minor page faults of this thread: minflt in proc(5). */
    private static long pagesFromTheSystem() {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            return Long.parseLong(stat.substring(stat.lastIndexOf(')')).split(" ")[8]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
