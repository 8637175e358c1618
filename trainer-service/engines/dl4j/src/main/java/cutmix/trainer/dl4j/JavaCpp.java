package cutmix.trainer.dl4j;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;

/**
 * Initializes JavaCPP for threads that may use it at the same time. The initializer of {@link Pointer} needs that of
 * {@link Loader}, which loads a native library that needs the initializer of {@link Pointer}: two threads that start
 * with different classes would deadlock. All threads therefore start with {@link Loader}.
 */
public final class JavaCpp {

    private JavaCpp() {}

    /**
     * Loads JavaCPP's native library.
     *
     * @throws LinkageError if it cannot be loaded
     */
    static void load() {
        Loader.getPlatform();
    }

    /** Returns the private physical memory of this process in bytes. */
    public static long physicalBytes() {
        load();
        return Pointer.physicalBytes();
    }

    /** Returns the limit above which JavaCPP frees memory before it allocates more, in bytes; 0 for no limit. */
    public static long maxPhysicalBytes() {
        load();
        return Pointer.maxPhysicalBytes();
    }
}
