package cutmix.schemas.image.source;

/**
 * The memory needed to decode one image.
 *
 * @param heap bytes of the Java heap
 * @param outside bytes outside the Java heap
 */
public record MemoryNeed(long heap, long outside) {

    /** Returns the need of a decoder that holds a few rows at a time. */
    public static MemoryNeed rows(int width) {
        return new MemoryNeed(1 << 20 | 64L * width, 0);
    }

    /** Returns this need plus additional heap. */
    public MemoryNeed plusHeap(long bytes) {
        return new MemoryNeed(heap + bytes, outside);
    }
}
