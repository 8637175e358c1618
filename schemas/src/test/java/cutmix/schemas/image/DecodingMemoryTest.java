package cutmix.schemas.image;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.image.source.MemoryNeed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DecodingMemoryTest {

    private static final long MEBIBYTE = 1 << 20;

    @Test
    void images_together_never_take_more_than_there_is() throws Exception {
        // Given
        DecodingMemory memory = new DecodingMemory(100 * MEBIBYTE, 100 * MEBIBYTE);
        AtomicLong taken = new AtomicLong();
        AtomicLong most = new AtomicLong();
        ExecutorService threads = Executors.newFixedThreadPool(8);

        // When
        List<Future<?>> images = new ArrayList<>();
        for (long mebibytes : IntStream.range(0, 200).map(i -> 1 + i * 37 % 100).toArray()) {
            images.add(threads.submit(() -> memory.during(new MemoryNeed(0, mebibytes * MEBIBYTE), () -> {
                most.accumulateAndGet(taken.addAndGet(mebibytes), Math::max);
                Thread.onSpinWait();
                taken.addAndGet(-mebibytes);
                return null;
            })));
        }
        for (Future<?> image : images) {
            image.get(1, TimeUnit.MINUTES);
        }
        threads.shutdown();

        // Then
        assertThat(most.get()).isBetween(1L, 100L);
        assertThat(taken.get()).isZero();
    }

    @Test
    void small_images_are_decoded_beside_one_another() throws Exception {
        // Given
        DecodingMemory memory = new DecodingMemory(100 * MEBIBYTE, 100 * MEBIBYTE);
        CountDownLatch both = new CountDownLatch(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);

        // When: each waits for the other
        List<Future<Boolean>> images = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            images.add(threads.submit(() -> memory.during(new MemoryNeed(50 * MEBIBYTE, 50 * MEBIBYTE), () -> {
                both.countDown();
                return await(both);
            })));
        }

        // Then
        for (Future<Boolean> image : images) {
            assertThat(image.get(1, TimeUnit.MINUTES)).isTrue();
        }
        threads.shutdown();
    }

    @Test
    void an_image_that_needs_more_of_the_heap_than_its_share_is_decoded_alone() throws IOException {
        DecodingMemory memory = new DecodingMemory(10 * MEBIBYTE, 0);

        assertThat(memory.<String>during(new MemoryNeed(50 * MEBIBYTE, 0), () -> "decoded"))
                .isEqualTo("decoded");
    }

    @Test
    void a_progressive_jpeg_of_the_most_pixels_fits_once_and_not_twice() {
        // 100 million pixels, three channels, two bytes each
        MemoryNeed need = new MemoryNeed(0, 600_000_000);
        MemoryNeed twice = new MemoryNeed(0, 1_200_000_000);

        assertThat(DecodingMemory.ofProcess().suffices(need)).isTrue();
        assertThat(DecodingMemory.ofProcess().suffices(twice)).isFalse();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
