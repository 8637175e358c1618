package cutmix.schemas.image.jpeg;

import cutmix.schemas.image.source.ImageFormatException;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;

/** What the reader mends by guessing: it fills up pixels that are missing, and only warns. */
final class Warnings implements IIOReadWarningListener {

    private String damage;
    private boolean endIsMissing;

    @Override
    public void warningOccurred(ImageReader source, String warning) {
        if (warning.contains("EOI")) {
            endIsMissing = true;
        } else {
            add(warning);
        }
    }

    /** Adds what the reader has stumbled over; the first counts. */
    void add(String problem) {
        if (damage == null) {
            damage = problem;
        }
    }

    /** Whether the file ends without the marker that says so, which by itself is harmless. */
    boolean endIsMissing() {
        return endIsMissing;
    }

    /** @throws ImageFormatException if pixels are missing or wrong */
    void check() throws ImageFormatException {
        if (damage == null) {
            return;
        }
        String reason = damage.replace("Corrupt JPEG data: ", "");
        throw endIsMissing || reason.toLowerCase(Locale.ROOT).contains("premature end")
                ? ImageFormatException.truncated(reason)
                : ImageFormatException.damaged(reason);
    }
}
