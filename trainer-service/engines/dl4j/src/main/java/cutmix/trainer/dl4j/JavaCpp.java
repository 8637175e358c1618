package cutmix.trainer.dl4j;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;

/**
 * JavaCPP, for threads that may begin to use it at once. The initializer of {@link Pointer} needs that of {@link Loader}, which loads
 * a native library that needs the one of {@link Pointer}: two threads that began with one each would wait for each other for ever.
 * So every thread begins with {@link Loader}.
 */
public final class JavaCpp {

    private JavaCpp() {}

    /**
     * Loads JavaCPP's own native library.
     *
     * @throws LinkageError if it cannot be loaded
     */
    static void load() {
        Loader.getPlatform();
    }

    /** Physical memory of this process that it shares with no other, in bytes. */
    public static long physicalBytes() {
        load();
        return Pointer.physicalBytes();
    }

    /** Where JavaCPP frees memory before it takes more, in bytes; 0 for no limit. */
    public static long maxPhysicalBytes() {
        load();
        return Pointer.maxPhysicalBytes();
    }
}
