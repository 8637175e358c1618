package cutmix.trainer.libtorch;

import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;

/** What holds for all that LibTorch does within a call. */
final class Scope {

    private Scope() {}

    /** Gives back, at the end, all native memory that the work has taken. */
    @SuppressWarnings("try")
    static <T> T ofMemory(Supplier<T> work) {
        try (PointerScope scope = new PointerScope()) {
            return work.get();
        }
    }

    /** The same, and autograd takes no notice of it. */
    @SuppressWarnings("try")
    static <T> T withoutGradients(Supplier<T> work) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            return work.get();
        }
    }
}
