package cutmix.schemas.image.bmp;

import cutmix.schemas.image.source.ImageFormatException;
import cutmix.schemas.image.source.ImageSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/**
 * The headers of file and bitmap (BITMAPFILEHEADER, and BITMAPCOREHEADER or BITMAPINFOHEADER to BITMAPV5HEADER).
 *
 * @param topDown whether the first stored row is the top one
 * @param bits per pixel
 * @param paletteAt position of the palette in the file
 * @param colors number of colors in the palette, according to the header
 * @param colorBytes bytes per color of the palette
 * @param pixelsAt position of the first row in the file
 */
record BmpHeader(
        int width,
        int height,
        boolean topDown,
        int bits,
        Compression compression,
        ChannelMasks masks,
        long paletteAt,
        int colors,
        int colorBytes,
        long pixelsAt) {

    static final int FILE_HEADER = 14;

    private static final int CORE = 12;
    private static final int INFO = 40;
    private static final Set<Integer> SIZES = Set.of(CORE, INFO, 52, 56, 64, 108, 124);
    private static final Set<Integer> BITS = Set.of(1, 2, 4, 8, 16, 24, 32);

    /** The storage of pixels. The constants have the order of the values in the header. */
    enum Compression {
        NONE,
        RUNS_OF_8_BITS,
        RUNS_OF_4_BITS,
        MASKS,
        JPEG,
        PNG,
        MASKS_AND_ALPHA
    }

    static BmpHeader read(ImageSource source) throws IOException {
        ByteBuffer start = numbers(source, 0, FILE_HEADER + 4);
        long pixelsAt = Integer.toUnsignedLong(start.getInt(10));
        int size = start.getInt(FILE_HEADER);
        if (!SIZES.contains(size)) {
            throw ImageFormatException.unsupported("a header of " + Integer.toUnsignedLong(size) + " bytes");
        }
        ByteBuffer header = numbers(source, FILE_HEADER, size);
        return size == CORE ? core(header, pixelsAt) : info(source, header, size, pixelsAt);
    }

    private static BmpHeader core(ByteBuffer header, long pixelsAt) throws IOException {
        int width = header.getShort(4) & 0xFFFF;
        int height = header.getShort(6) & 0xFFFF;
        boolean topDown = false;
        int bits = header.getShort(10);
        Compression compression = Compression.NONE;
        ChannelMasks masks = ChannelMasks.ofBits(bits);
        long paletteAt = FILE_HEADER + CORE;
        int colors = bits <= 8 ? 1 << bits : 0;
        int colorBytes = 3;
        return checked(new BmpHeader(
                width, height, topDown, bits, compression, masks, paletteAt, colors, colorBytes, pixelsAt));
    }

    private static BmpHeader info(ImageSource source, ByteBuffer header, int size, long pixelsAt) throws IOException {
        int width = header.getInt(4);
        int rows = header.getInt(8);
        int height = Math.abs(rows);
        boolean topDown = rows < 0;
        int bits = header.getShort(14);
        int code = header.getInt(16);
        if (code < 0 || code >= Compression.values().length) {
            throw ImageFormatException.unsupported("compression " + Integer.toUnsignedLong(code));
        }
        Compression compression = Compression.values()[code];
        ChannelMasks masks = ChannelMasks.ofBits(bits);
        long paletteAt = FILE_HEADER + size;
        if (compression == Compression.MASKS || compression == Compression.MASKS_AND_ALPHA) {
            boolean alpha = compression == Compression.MASKS_AND_ALPHA || size >= 56;
            masks = ChannelMasks.read(numbers(source, FILE_HEADER + INFO, alpha ? 16 : 12), alpha);
            paletteAt = Math.max(paletteAt, FILE_HEADER + INFO + (alpha ? 16 : 12));
        }
        int used = header.getInt(32);
        int most = bits > 0 && bits <= 8 ? 1 << bits : 0;
        int colors = used > 0 && used < most ? used : most;
        int colorBytes = 4;
        return checked(new BmpHeader(
                width, height, topDown, bits, compression, masks, paletteAt, colors, colorBytes, pixelsAt));
    }

    private static BmpHeader checked(BmpHeader header) throws ImageFormatException {
        if (header.width < 1 || header.height < 1) {
            throw ImageFormatException.damaged(
                    "its header declares " + header.width + " x " + header.height + " pixels");
        }
        boolean fits =
                switch (header.compression) {
                    case NONE -> BITS.contains(header.bits);
                    case RUNS_OF_8_BITS -> header.bits == 8 && !header.topDown;
                    case RUNS_OF_4_BITS -> header.bits == 4 && !header.topDown;
                    case MASKS, MASKS_AND_ALPHA -> header.bits == 16 || header.bits == 32;
                    case JPEG, PNG -> false;
                };
        if (!fits) {
            throw ImageFormatException.unsupported(
                    header.bits + " bits per pixel with compression " + header.compression.ordinal());
        }
        if (header.pixelsAt < header.paletteAt) {
            throw ImageFormatException.damaged("its pixels begin within its header");
        }
        return header;
    }

    private static ByteBuffer numbers(ImageSource source, long position, int length) throws IOException {
        return ByteBuffer.wrap(source.bytes(position, length)).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Returns the size of a stored row in bytes, a multiple of four. */
    int rowBytes() {
        return Math.toIntExact(((long) bits * width + 31) / 32 * 4);
    }

    /** Returns the size of a row in bytes, without padding. */
    int usedRowBytes() {
        return Math.toIntExact(((long) bits * width + 7) / 8);
    }

    /** Converts the index of a stored row into a row of the image. */
    int row(int stored) {
        return topDown ? stored : height - 1 - stored;
    }
}
