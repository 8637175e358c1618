package cutmix.trainer.libtorch.tensor;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;

/**
 * Options of the C library's heap, from which LibTorch allocates its tensors on the CPU. A step allocates and frees
 * several hundred megabytes. In all threads except the first, glibc returns this memory to the system each time, and
 * the system clears it page by page. With ResNet-20, this takes as long as half a step.
 */
public final class NativeHeap {

    // mallopt(3) in malloc.h.
    private static final int TRIM_THRESHOLD = -1;
    private static final int TOP_PAD = -2;
    private static final int MMAP_THRESHOLD = -3;

    /** The greatest threshold of glibc. */
    private static final int GREATEST_BLOCK = 32 << 20;

    /**
     * The heap of a thread is a chain of parts of this size. With the same amount of spare memory, no part is returned.
     */
    private static final int PART = 64 << 20;

    private NativeHeap() {}

    /** Keeps freed memory in this process for the next step. Has no effect on other C libraries. */
    public static void keepFreedMemory() {
        try {
            Function mallopt = NativeLibrary.getProcess().getFunction("mallopt");
            set(mallopt, MMAP_THRESHOLD, GREATEST_BLOCK);
            set(mallopt, TRIM_THRESHOLD, Integer.MAX_VALUE);
            set(mallopt, TOP_PAD, PART);
        } catch (LinkageError e) {
            // Another C library, or JNA does not support this machine: the first call fails to link, and further calls
            // fail to initialize the class.
            return;
        }
    }

    private static void set(Function mallopt, int parameter, int value) {
        mallopt.invokeInt(new Object[] {parameter, value});
    }
}
