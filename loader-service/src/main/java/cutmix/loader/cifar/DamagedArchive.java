package cutmix.loader.cifar;

import java.io.EOFException;
import java.io.IOException;

/** Reports an archive that is not a complete gzipped tar file. */
final class DamagedArchive extends IOException {

    private static final long serialVersionUID = 1L;

    /** @param what description of the fault, as text that follows "it" */
    DamagedArchive(String what) {
        super(what);
    }

    /**
     * Reading failed.
     *
     * @param place place in the archive, for example "within test_batch.bin"
     */
    static DamagedArchive at(String place, IOException failure) {
        String message = String.valueOf(failure.getMessage());
        boolean endsEarly = failure instanceof EOFException
                || message.startsWith("Truncated")
                || message.startsWith("Unexpected end");
        DamagedArchive damaged = new DamagedArchive(
                endsEarly ? "is truncated: it ends " + place : "is damaged " + place + " (" + message + ")");
        damaged.initCause(failure);
        return damaged;
    }
}
