package cutmix.schemas.image.jpeg;

import cutmix.schemas.image.source.ImageFormatException;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;

/**
 * What the reader mends by guessing: it fills up pixels that are missing, and only warns. Of what libjpeg warns of (jerror.h), it tells
 * the first for each image.
 */
final class Warnings implements IIOReadWarningListener {

    /**
     * Beginnings or parts of warnings of data that is read as a whole: bytes that belong to nothing, behind data that was there; a
     * sequential scan that tells of a progressive one's coefficients; coefficients in another order.
     */
    private static final List<String> HARMLESS =
            List.of("extraneous bytes before marker", "Invalid SOS parameters", "Inconsistent progression sequence");

    private static final String AT_END = "bytes before marker 0xd9";

    private String damage;
    private String oddity;
    private boolean endIsMissing;

    @Override
    public void warningOccurred(ImageReader source, String warning) {
        if (warning.contains("EOI")) {
            endIsMissing = true;
        } else if (HARMLESS.stream().anyMatch(warning::contains)) {
            oddity = reason(warning);
        } else {
            add(warning);
        }
    }

    /** Adds what the reader has stumbled over; the first counts. */
    void add(String problem) {
        if (damage == null) {
            damage = reason(problem);
        }
    }

    private static String reason(String warning) {
        return warning.replace("Corrupt JPEG data: ", "");
    }

    /** Whether the file ends without the marker that says so, which by itself is harmless. */
    boolean endIsMissing() {
        return endIsMissing;
    }

    /** Whether there was a warning that by itself is harmless, but may have hidden others. */
    boolean mayHideOthers() {
        return oddity != null;
    }

    /** Whether the reader was at the end of the image, marked or not, when it gave that warning. */
    boolean atEnd() {
        return oddity.endsWith(AT_END);
    }

    /** @throws ImageFormatException if pixels are missing or wrong */
    void check() throws ImageFormatException {
        if (damage != null) {
            throw endIsMissing || damage.toLowerCase(Locale.ROOT).contains("premature end")
                    ? ImageFormatException.truncated(damage)
                    : ImageFormatException.damaged(damage);
        }
    }

    /** The failure of an image whose parts are not all there, behind a warning that hides others. */
    ImageFormatException asDamage() {
        return endIsMissing ? ImageFormatException.truncated(oddity) : ImageFormatException.damaged(oddity);
    }
}
