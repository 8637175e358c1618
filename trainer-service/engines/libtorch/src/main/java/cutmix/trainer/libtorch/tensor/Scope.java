package cutmix.trainer.libtorch.tensor;

import java.util.function.Supplier;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;

/** Scopes of memory and of gradients for calls of LibTorch. */
public final class Scope {

    private Scope() {}

    /** Runs work, and frees all native memory that it allocated. */
    @SuppressWarnings("try")
    public static <T> T ofMemory(Supplier<T> work) {
        try (PointerScope scope = new PointerScope()) {
            return work.get();
        }
    }

    /** Runs work, and frees all native memory that it allocated except for the result, which the caller closes. */
    @SuppressWarnings("try")
    public static <P extends Pointer> P ofMemoryBut(Supplier<P> work) {
        try (PointerScope scope = new PointerScope()) {
            return work.get().retainReference();
        }
    }

    /** Runs work as {@link #ofMemory} does, without recording gradients. */
    public static <T> T withoutGradients(Supplier<T> work) {
        return ofMemory(() -> unrecorded(work));
    }

    /** Runs work without recording gradients. Its memory belongs to the enclosing scope. */
    @SuppressWarnings("try")
    public static <T> T unrecorded(Supplier<T> work) {
        try (NoGradGuard guard = new NoGradGuard()) {
            return work.get();
        }
    }
}
