package cutmix.schemas.image.file;

import java.io.ByteArrayOutputStream;

/** Writes GIF files without compression: a clear code precedes each growth of the table. */
public final class GifFile {

    public static final int NO_COLOR = -1;

    private static final int BITS = 3;

    private GifFile() {}

    /**
     * A frame on its screen, with four colors: black, red, green, blue.
     *
     * @param transparent index of the transparent color
     * @param indices palette indices of shape {@code (height, width)}
     */
    public static byte[] of(
            int screenHeight,
            int screenWidth,
            int top,
            int left,
            int height,
            int width,
            boolean interlaced,
            int transparent,
            int... indices) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {'G', 'I', 'F', '8', '9', 'a', (byte) screenWidth, 0, (byte) screenHeight, 0});
        out.writeBytes(new byte[] {(byte) 0x81, 0, 0, 0, 0, 0, -1, 0, 0, 0, -1, 0, 0, 0, -1});
        if (transparent != NO_COLOR) {
            out.writeBytes(new byte[] {0x21, (byte) 0xF9, 4, 1, 0, 0, (byte) transparent, 0});
        }
        out.writeBytes(new byte[] {0x2C, (byte) left, 0, (byte) top, 0, (byte) width, 0, (byte) height, 0});
        out.writeBytes(new byte[] {(byte) (interlaced ? 0x40 : 0), BITS - 1});
        byte[] data = codes(indices);
        for (int at = 0; at < data.length; at += 255) {
            int length = Math.min(255, data.length - at);
            out.write(length);
            out.write(data, at, length);
        }
        out.writeBytes(new byte[] {0, 0x3B});
        return out.toByteArray();
    }

    /** Codes of three bits: four colors, 4 clears the table, 5 ends the frame. */
    private static byte[] codes(int... indices) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int bits = 0;
        int count = 0;
        for (int i = 0; i <= 2 * indices.length; i++) {
            int code = i == 2 * indices.length ? 5 : i % 2 == 0 ? 4 : indices[i / 2];
            bits |= code << count;
            count += BITS;
            if (count >= 8) {
                out.write(bits);
                bits >>= 8;
                count -= 8;
            }
        }
        out.write(bits);
        return out.toByteArray();
    }
}
