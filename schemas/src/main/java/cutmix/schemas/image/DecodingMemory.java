package cutmix.schemas.image;

import cutmix.schemas.image.source.MemoryNeed;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/**
 * The memory that the images may take which are decoded beside one another. Whoever decodes waits for its turn. It is shared by all
 * threads.
 */
final class DecodingMemory {

    /** Enough for a progressive JPEG of 100 million pixels in three full channels, and little enough for a container of 1 GiB. */
    private static final long OUTSIDE = 640L << 20;

    private static final long LEAST_HEAP = 64L << 20;
    private static final int PERMIT_BYTES = 1 << 10;

    private final Semaphores heap;
    private final Semaphores outside;

    /** @param heap bytes of the heap that may be taken; an image that needs more is decoded alone */
    DecodingMemory(long heap, long outside) {
        this.heap = new Semaphores(heap);
        this.outside = new Semaphores(outside);
    }

    /** For this process: a quarter of its heap, and 640 MiB outside it. */
    static DecodingMemory ofProcess() {
        return new DecodingMemory(Math.max(LEAST_HEAP, Runtime.getRuntime().maxMemory() / 4), OUTSIDE);
    }

    /** Whether an image can be decoded at all. */
    boolean suffices(MemoryNeed need) {
        return need.outside() <= outside.bytes;
    }

    long outside() {
        return outside.bytes;
    }

    /** Waits until there is room, and holds it while it decodes. */
    <T> T during(MemoryNeed need, Decoding<T> decoding) throws IOException {
        // Always in this order, so that no two threads wait for one another.
        int fromHeap = heap.take(need.heap());
        try {
            int fromOutside = outside.take(need.outside());
            try {
                return decoding.run();
            } finally {
                outside.semaphore.release(fromOutside);
            }
        } finally {
            heap.semaphore.release(fromHeap);
        }
    }

    /** What is done while the memory is held. */
    interface Decoding<T> {
        T run() throws IOException;
    }

    private static final class Semaphores {

        private final long bytes;
        private final int permits;
        private final Semaphore semaphore;

        private Semaphores(long bytes) {
            this.bytes = bytes;
            this.permits = permits(bytes);
            // First come, first served: a large image is not overtaken for ever.
            this.semaphore = new Semaphore(permits, true);
        }

        private int take(long needed) {
            int count = Math.min(permits, permits(needed));
            semaphore.acquireUninterruptibly(count);
            return count;
        }

        private static int permits(long bytes) {
            return (int) Math.min(Integer.MAX_VALUE, (bytes + PERMIT_BYTES - 1) / PERMIT_BYTES);
        }
    }
}
