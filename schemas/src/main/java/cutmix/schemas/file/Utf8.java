package cutmix.schemas.file;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Decodes UTF-8. */
public final class Utf8 {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private Utf8() {}

    /**
     * Decodes a file's bytes, without the byte order mark that some editors add.
     *
     * @throws NotUtf8Exception if the bytes are not UTF-8, or if one of them is 0, as in UTF-16; names the position
     */
    public static String decode(byte[] bytes) throws NotUtf8Exception {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(in, out, true);
        int end = result.isError() ? in.position() : bytes.length;
        int line = 1;
        for (int i = 0; i < end; i++) {
            if (bytes[i] == 0) {
                throw new NotUtf8Exception(bytes, i, line);
            }
            line += bytes[i] == '\n' ? 1 : 0;
        }
        if (result.isError()) {
            throw new NotUtf8Exception(bytes, end, line);
        }
        String text = out.flip().toString();
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
    }
}
