package cutmix.schemas.image.source;

import java.io.IOException;

/**
 * Reports that the bytes of a file cannot be decoded as an image. The message describes the fault, without the file's
 * name.
 */
public final class ImageFormatException extends IOException {

    private static final long serialVersionUID = 1L;

    /** The kind of fault, with the text that follows the file's name in messages. */
    public enum Fault {
        /** The file ends before the last pixel. */
        TRUNCATED("is a truncated"),
        /** The bytes contradict their format. */
        DAMAGED("is a damaged"),
        /** The format allows it, but this program does not decode it. */
        UNSUPPORTED("is an unsupported");

        private final String words;

        Fault(String words) {
            this.words = words;
        }

        /** Returns the text, for example "is a truncated", which precedes the name of the format and "image". */
        public String words() {
            return words;
        }
    }

    private final Fault fault;

    private ImageFormatException(Fault fault, String message) {
        super(message);
        this.fault = fault;
    }

    public static ImageFormatException truncated(String message) {
        return new ImageFormatException(Fault.TRUNCATED, message);
    }

    public static ImageFormatException damaged(String message) {
        return new ImageFormatException(Fault.DAMAGED, message);
    }

    public static ImageFormatException unsupported(String message) {
        return new ImageFormatException(Fault.UNSUPPORTED, message);
    }

    public Fault fault() {
        return fault;
    }
}
