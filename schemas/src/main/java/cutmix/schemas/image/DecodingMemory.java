package cutmix.schemas.image;

import cutmix.schemas.image.source.MemoryNeed;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/**
 * Limits the memory for images that are decoded at the same time. A decoding thread waits until enough memory is free.
 * Shared by all threads.
 */
final class DecodingMemory {

    /**
     * Enough for a progressive JPEG of 100 million pixels with three full channels, and small enough for a container of
     * 1 GiB.
     */
    private static final long OUTSIDE = 640L << 20;

    private static final long LEAST_HEAP = 64L << 20;
    private static final int PERMIT_BYTES = 1 << 10;

    private final Semaphores heap;
    private final Semaphores outside;

    /** @param heap the limit on the heap, in bytes; an image that needs more is decoded alone */
    DecodingMemory(long heap, long outside) {
        this.heap = new Semaphores(heap);
        this.outside = new Semaphores(outside);
    }

    /** Returns the limits for this process: a quarter of its heap, and 640 MiB outside the heap. */
    static DecodingMemory ofProcess() {
        return new DecodingMemory(Math.max(LEAST_HEAP, Runtime.getRuntime().maxMemory() / 4), OUTSIDE);
    }

    /** Returns whether an image can be decoded at all. */
    boolean suffices(MemoryNeed need) {
        return need.outside() <= outside.bytes;
    }

    long outside() {
        return outside.bytes;
    }

    /** Waits until enough memory is free, and reserves it during the decoding. */
    <T> T during(MemoryNeed need, Decoding<T> decoding) throws IOException {
        // Always in this order, to avoid deadlocks.
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

    /** The work to do while the memory is reserved. */
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
            // Waiting threads are served in order, so that a large image does not starve.
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
