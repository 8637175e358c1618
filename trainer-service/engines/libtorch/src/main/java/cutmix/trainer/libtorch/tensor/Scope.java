package cutmix.trainer.libtorch.tensor;

import java.util.function.Supplier;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;

/** What holds for all that LibTorch does within a call. */
public final class Scope {

    private Scope() {}

    /** Gives back, at the end, all native memory that the work has taken. */
    @SuppressWarnings("try")
    public static <T> T ofMemory(Supplier<T> work) {
        try (PointerScope scope = new PointerScope()) {
            return work.get();
        }
    }

    /** The same, but for what the work results in, which is the caller's to close. */
    @SuppressWarnings("try")
    public static <P extends Pointer> P ofMemoryBut(Supplier<P> work) {
        try (PointerScope scope = new PointerScope()) {
            return work.get().retainReference();
        }
    }

    /** As {@link #ofMemory}, and autograd takes no notice of it. */
    public static <T> T withoutGradients(Supplier<T> work) {
        return ofMemory(() -> unrecorded(work));
    }

    /** Autograd takes no notice of the work; the memory is that of the scope around it. */
    @SuppressWarnings("try")
    public static <T> T unrecorded(Supplier<T> work) {
        try (NoGradGuard guard = new NoGradGuard()) {
            return work.get();
        }
    }
}
