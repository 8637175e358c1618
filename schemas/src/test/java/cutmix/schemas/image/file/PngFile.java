package cutmix.schemas.image.file;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes PNG files of all kinds, with a different filter for each row. */
public final class PngFile {

    public static final int GRAY = 0;
    public static final int RGB = 2;
    public static final int PALETTE = 3;
    public static final int GRAY_ALPHA = 4;
    public static final int RGB_ALPHA = 6;

    private static final int[][] ADAM7 = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };
    private static final int[][] PLAIN = {{0, 0, 1, 1}};

    private PngFile() {}

    /**
     * @param samples samples of shape {@code (height, width, samples)}
     * @param chunks chunks before the pixels
     */
    public static byte[] of(
            int height, int width, int type, int depth, int[] samples, boolean interlaced, byte[]... chunks) {
        int perPixel = samples.length / (height * width);
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) depth)
                .put((byte) type)
                .put(new byte[] {0, 0, (byte) (interlaced ? 1 : 0)})
                .array();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        out.writeBytes(chunk("IHDR", header));
        for (byte[] chunk : chunks) {
            out.writeBytes(chunk);
        }
        byte[] data = deflated(filtered(height, width, perPixel, depth, samples, interlaced));
        // In two chunks, as in large images.
        int half = data.length / 2;
        out.writeBytes(chunk("IDAT", Arrays.copyOf(data, half)));
        out.writeBytes(chunk("IDAT", Arrays.copyOfRange(data, half, data.length)));
        out.writeBytes(chunk("IEND", new byte[0]));
        return out.toByteArray();
    }

    public static byte[] chunk(String type, byte... data) {
        byte[] typed = ByteBuffer.allocate(4 + data.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(data)
                .array();
        CRC32 checksum = new CRC32();
        checksum.update(typed);
        return ByteBuffer.allocate(8 + typed.length)
                .putInt(data.length)
                .put(typed)
                .putInt((int) checksum.getValue())
                .array();
    }

    private static byte[] filtered(int height, int width, int perPixel, int depth, int[] samples, boolean interlaced) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int distance = Math.max(1, perPixel * depth / 8);
        for (int[] pass : interlaced ? ADAM7 : PLAIN) {
            int columns = (width - pass[0] + pass[2] - 1) / pass[2];
            if (width <= pass[0] || columns == 0) {
                continue;
            }
            byte[] above = new byte[(columns * perPixel * depth + 7) / 8];
            int filter = 0;
            for (int y = pass[1]; y < height; y += pass[3]) {
                byte[] row = new byte[above.length];
                for (int i = 0; i < columns * perPixel; i++) {
                    int x = pass[0] + i / perPixel * pass[2];
                    pack(row, i, depth, samples[(y * width + x) * perPixel + i % perPixel]);
                }
                out.write(filter);
                for (int i = 0; i < row.length; i++) {
                    out.write(row[i] - predicted(filter, row, above, i, distance));
                }
                filter = (filter + 1) % 5;
                above = row;
            }
        }
        return out.toByteArray();
    }

    private static void pack(byte[] row, int i, int depth, int sample) {
        if (depth == 16) {
            row[2 * i] = (byte) (sample >> 8);
            row[2 * i + 1] = (byte) sample;
        } else {
            row[i * depth / 8] |= (byte) (sample << 8 - depth - i * depth % 8);
        }
    }

    private static int predicted(int filter, byte[] row, byte[] above, int i, int distance) {
        int left = i < distance ? 0 : row[i - distance] & 0xFF;
        int up = above[i] & 0xFF;
        int corner = i < distance ? 0 : above[i - distance] & 0xFF;
        int paeth = left + up - corner;
        int toLeft = Math.abs(paeth - left);
        int toUp = Math.abs(paeth - up);
        int toCorner = Math.abs(paeth - corner);
        return switch (filter) {
            case 0 -> 0;
            case 1 -> left;
            case 2 -> up;
            case 3 -> (left + up) / 2;
            default -> toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
        };
    }

    public static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater();
        deflater.setInput(bytes);
        deflater.finish();
        byte[] out = new byte[bytes.length + 100];
        int length = deflater.deflate(out);
        deflater.end();
        return Arrays.copyOf(out, length);
    }
}
