package cutmix.trainer.libtorch.tensor;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;

/**
 * The C library's heap, from which LibTorch takes its tensors on the CPU. A step takes and gives back some hundred megabytes. Of
 * threads but the first, glibc hands such memory to the system each time, and each time the system clears it, page by page: with
 * ResNet-20, for as long as half of a step.
 */
public final class NativeHeap {

    // mallopt(3) in malloc.h.
    private static final int TRIM_THRESHOLD = -1;
    private static final int TOP_PAD = -2;
    private static final int MMAP_THRESHOLD = -3;

    /** glibc's greatest threshold. */
    private static final int GREATEST_BLOCK = 32 << 20;

    /** A thread's heap is a chain of parts of this size. What is kept to spare is as much, so none is given back. */
    private static final int PART = 64 << 20;

    private NativeHeap() {}

    /** From now on what this process frees stays with it, for the next step. Other C libraries are left as they are. */
    public static void keepWhatIsFreed() {
        try {
            Function mallopt = NativeLibrary.getProcess().getFunction("mallopt");
            set(mallopt, MMAP_THRESHOLD, GREATEST_BLOCK);
            set(mallopt, TRIM_THRESHOLD, Integer.MAX_VALUE);
            set(mallopt, TOP_PAD, PART);
        } catch (LinkageError e) {
            // It is another one, or JNA is not for this machine: a missing link at first, then a class that was not
            // initialised.
            return;
        }
    }

    private static void set(Function mallopt, int parameter, int value) {
        mallopt.invokeInt(new Object[] {parameter, value});
    }
}
