package cutmix.schemas.image.source;

import java.io.IOException;

/** The bytes of a file are not an image that can be decoded. The message says what is wrong with them, without naming the file. */
public final class ImageFormatException extends IOException {

    private static final long serialVersionUID = 1L;

    /** What is wrong, in the words in which the user reads it after the file's name. */
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

        /** For example "is a truncated", to be followed by the name of the format and "image". */
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
