package cutmix.schemas.image.source;

/**
 * Memory that decoding one image takes.
 *
 * @param heap bytes of the Java heap
 * @param outside bytes outside the Java heap
 */
public record MemoryNeed(long heap, long outside) {

    /** Of a decoder that holds a few rows at a time. */
    public static MemoryNeed rows(int width) {
        return new MemoryNeed(1 << 20 | 64L * width, 0);
    }

    /** With more of the heap. */
    public MemoryNeed plusHeap(long bytes) {
        return new MemoryNeed(heap + bytes, outside);
    }
}
