package cutmix.schemas.image.webp.lossy;

import cutmix.schemas.image.source.ImageFormatException;
import cutmix.schemas.image.source.ImageSource;
import java.io.IOException;

/** A VP8 key frame in a part of a file. */
public final class LossyImage {

    private static final int HEADER = 10;
    private static final int PARTITION_SIZE = 3;
    private static final int MACROBLOCK = 16;
    /**
     * The number of rows at the bottom of a macroblock that the filter of the macroblock below may change, or that need
     * its colors.
     */
    private static final int PENDING = 8;

    private final int width;
    private final int height;
    private final BoolDecoder first;
    private final FrameHeader header;
    private final BoolDecoder[] partitions;

    /** Width and height in pixels. */
    public record FrameSize(int width, int height) {}

    /** Receives rows from top to bottom. */
    public interface RowConsumer {
        /** @param rgb three bytes for each pixel, valid during this call */
        void accept(int y, byte[] rgb) throws IOException;
    }

    private LossyImage(ImageSource source, long begin, long end) throws IOException {
        byte[] start = start(source, begin, end);
        FrameSize size = size(start);
        this.width = size.width;
        this.height = size.height;
        long headerEnd = begin + HEADER + ((start[0] & 0xFF | (start[1] & 0xFF) << 8 | (start[2] & 0xFF) << 16) >> 5);
        this.first = new BoolDecoder(source, begin + HEADER, Math.min(end, headerEnd));
        this.header = FrameHeader.read(first);
        this.partitions = partitions(source, headerEnd, end);
    }

    private static byte[] start(ImageSource source, long begin, long end) throws IOException {
        if (end - begin < HEADER) {
            throw ImageFormatException.truncated("its pixels end within their header");
        }
        return source.bytes(begin, HEADER);
    }

    private static FrameSize size(byte[] start) throws ImageFormatException {
        if ((start[0] & 1) != 0 || (start[3] & 0xFF) != 0x9D || start[4] != 0x01 || start[5] != 0x2A) {
            throw ImageFormatException.damaged("its pixels are not a key frame");
        }
        int width = start[6] & 0xFF | (start[7] & 0x3F) << 8;
        int height = start[8] & 0xFF | (start[9] & 0x3F) << 8;
        if (width == 0 || height == 0) {
            throw ImageFormatException.damaged("its header declares " + width + " x " + height + " pixels");
        }
        return new FrameSize(width, height);
    }

    public static FrameSize size(ImageSource source, long begin, long end) throws IOException {
        return size(start(source, begin, end));
    }

    public static LossyImage open(ImageSource source, long begin, long end) throws IOException {
        return new LossyImage(source, begin, end);
    }

    private BoolDecoder[] partitions(ImageSource source, long begin, long end) throws IOException {
        int count = header.partitions();
        long at = begin + (long) PARTITION_SIZE * (count - 1);
        if (at > end) {
            throw ImageFormatException.truncated("its pixels end too early");
        }
        byte[] sizes = source.bytes(begin, PARTITION_SIZE * (count - 1));
        BoolDecoder[] decoders = new BoolDecoder[count];
        for (int i = 0; i < count; i++) {
            long next = end;
            if (i < count - 1) {
                int size = PARTITION_SIZE * i;
                next = at + (sizes[size] & 0xFF | (sizes[size + 1] & 0xFF) << 8 | (sizes[size + 2] & 0xFF) << 16);
            }
            decoders[i] = new BoolDecoder(source, at, Math.min(end, next));
            at = next;
        }
        return decoders;
    }

    /** Decodes the rows. */
    public void decode(RowConsumer rows) throws IOException {
        int across = (width + MACROBLOCK - 1) / MACROBLOCK;
        int down = (height + MACROBLOCK - 1) / MACROBLOCK;
        MacroblockRow current = new MacroblockRow(header, across);
        ColorRow colors = new ColorRow(width);
        int done = 0;
        for (int row = 0; row < down; row++) {
            current.decode(first, partitions[row % partitions.length], row == 0);
            int ready = row == down - 1 ? height : MACROBLOCK * (row + 1) - PENDING;
            for (; done < ready; done++) {
                rows.accept(done, colors(current, colors, done, MACROBLOCK * row));
            }
            current.moveDown();
        }
    }

    private byte[] colors(MacroblockRow current, ColorRow colors, int y, int top) {
        int chroma = y / 2;
        int other = y % 2 == 0 ? chroma - 1 : chroma + 1;
        int last = (height - 1) / 2;
        int far = Math.max(0, Math.min(last, other));
        Plane u = current.blueDifference();
        return colors.convert(
                current.luma().pixels(),
                current.luma().current(y - top),
                u.pixels(),
                current.redDifference().pixels(),
                u.current(chroma - top / 2),
                u.current(far - top / 2));
    }
}
