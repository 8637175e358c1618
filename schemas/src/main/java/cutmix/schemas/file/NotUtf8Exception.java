package cutmix.schemas.file;

import java.nio.charset.CharacterCodingException;
import java.util.Locale;

/** Reports bytes that are not valid UTF-8. The message is part of a sentence, such as {@code it is not UTF-8: ...}. */
public final class NotUtf8Exception extends CharacterCodingException {

    private static final long serialVersionUID = 1L;

    private final String message;

    /**
     * @param offset offset of the first invalid byte, counted from 0
     * @param line line of that byte, counted from 1
     */
    NotUtf8Exception(byte[] bytes, int offset, int line) {
        String place = line == 1 ? "" : ", in line " + line;
        this.message = String.format(
                Locale.ROOT,
                "it is not UTF-8: byte 0x%02X at offset %d%s; it looks like %s",
                bytes[offset],
                offset,
                place,
                likely(bytes));
    }

    @Override
    public String getMessage() {
        return message;
    }

    private static String likely(byte[] bytes) {
        boolean marked = bytes.length > 1
                && (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE
                        || bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF);
        for (byte value : bytes) {
            marked |= value == 0;
        }
        return marked ? "UTF-16" : "Latin-1 (ISO 8859-1 or Windows-1252)";
    }
}
