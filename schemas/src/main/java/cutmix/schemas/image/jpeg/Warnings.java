package cutmix.schemas.image.jpeg;

import cutmix.schemas.image.source.ImageFormatException;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;

/**
 * Collects the warnings of the reader, which fills in missing pixels and only warns. It reports only the first of
 * libjpeg's warnings (jerror.h) for each image.
 */
final class Warnings implements IIOReadWarningListener {

    /**
     * Parts of warnings that do not mean missing pixels: extra bytes after complete data, a sequential scan with
     * parameters of a progressive one, and coefficients in an unusual order.
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

    /** Adds a problem of the reader. Only the first one counts. */
    void add(String problem) {
        if (damage == null) {
            damage = reason(problem);
        }
    }

    private static String reason(String warning) {
        return warning.replace("Corrupt JPEG data: ", "");
    }

    /** Returns whether the end marker is missing, which alone is harmless. */
    boolean endIsMissing() {
        return endIsMissing;
    }

    /** Returns whether a harmless warning may have hidden others. */
    boolean mayHideOthers() {
        return oddity != null;
    }

    /** Returns whether the reader was at the end of the image, with or without end marker, when it warned. */
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

    /** Returns the failure of an incomplete image with a warning that hides others. */
    ImageFormatException asDamage() {
        return endIsMissing ? ImageFormatException.truncated(oddity) : ImageFormatException.damaged(oddity);
    }
}
