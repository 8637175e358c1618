package cutmix.schemas.image.source;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Finds the orientation in an EXIF block, which has the structure of a TIFF file (EXIF 2.32, 4.5.2): a byte order, the
 * position of the first directory, and in it entries of 12 bytes.
 */
public final class ExifOrientation {

    /**
     * The number of bytes of a block in which the orientation is searched. Thumbnails, which can make a block long,
     * follow it.
     */
    public static final int SEARCHED = 1 << 16;

    private static final int TAG = 0x0112;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int ENTRY = 12;
    private static final byte[] PREFIX = {'E', 'x', 'i', 'f', 0, 0};

    private ExifOrientation() {}

    /**
     * Returns the orientation in an EXIF block, or {@link Orientation#UPRIGHT} if there is none or the block is
     * damaged.
     *
     * @param exif EXIF block, with or without "Exif\0\0" in front
     */
    public static Orientation of(byte[] exif) {
        int start = startsWith(exif, PREFIX) ? PREFIX.length : 0;
        if (exif.length - start < 8) {
            return Orientation.UPRIGHT;
        }
        ByteBuffer block = ByteBuffer.wrap(exif, start, exif.length - start).slice();
        if (block.get(0) == 'I' && block.get(1) == 'I') {
            block.order(ByteOrder.LITTLE_ENDIAN);
        } else if (block.get(0) != 'M' || block.get(1) != 'M') {
            return Orientation.UPRIGHT;
        }
        long directory = Integer.toUnsignedLong(block.getInt(4));
        if (block.getShort(2) != 42 || directory > block.limit() - 2) {
            return Orientation.UPRIGHT;
        }
        int entries = Short.toUnsignedInt(block.getShort((int) directory));
        for (int i = 0; i < entries; i++) {
            long at = directory + 2 + (long) ENTRY * i;
            if (at + ENTRY > block.limit()) {
                return Orientation.UPRIGHT;
            }
            int entry = (int) at;
            if (Short.toUnsignedInt(block.getShort(entry)) == TAG) {
                return block.getInt(entry + 4) == 1 ? orientation(block, entry) : Orientation.UPRIGHT;
            }
        }
        return Orientation.UPRIGHT;
    }

    private static Orientation orientation(ByteBuffer block, int entry) {
        return switch (block.getShort(entry + 2)) {
            case SHORT -> Orientation.ofTag(Short.toUnsignedInt(block.getShort(entry + 8)));
            // Not standard, but some programs write it, and others read it.
            case LONG -> Orientation.ofTag(block.getInt(entry + 8));
            default -> Orientation.UPRIGHT;
        };
    }

    private static boolean startsWith(byte[] bytes, byte[] prefix) {
        return bytes.length >= prefix.length && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }
}
