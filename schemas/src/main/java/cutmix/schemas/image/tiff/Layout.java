package cutmix.schemas.image.tiff;

import cutmix.schemas.image.source.ImageFormatException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The layout of the pixels in a file. They are stored in tiles; a strip is a tile that is as wide as the image.
 *
 * @param bits bits per sample
 * @param samples per pixel
 */
record Layout(
        int width, int height, int bits, int samples, int compression, int tileWidth, int tileHeight, long planes) {

    private static final int LONGEST_SIDE = 0xFFFF;
    private static final int MOST_SAMPLES = 16;
    private static final int NONE = 1;
    private static final int JPEG = 7;
    private static final Set<Long> COMPRESSIONS = Set.of(1L, 2L, 3L, 4L, 5L, 7L, 8L, 32773L, 32946L);
    /** Gray (white or black is zero), RGB, palette, CMYK and YCbCr. */
    private static final Set<Long> COLORS = Set.of(0L, 1L, 2L, 3L, 5L, 6L);

    /**
     * The bits per sample that the reader scales to the full range of its samples. It does not scale samples of 6, 10,
     * 12 or 14 bits.
     */
    private static final Set<Long> DEPTHS = Set.of(1L, 2L, 4L, 8L, 16L);

    private static final int UNSIGNED = 1;
    private static final int UNDEFINED = 4;
    private static final int PLANAR = 2;

    static Layout of(Directory directory) throws IOException {
        long width = directory.number(Tag.WIDTH, 0);
        long height = directory.number(Tag.HEIGHT, 0);
        if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw ImageFormatException.damaged("its directory declares " + width + " x " + height + " pixels");
        }
        long compression = directory.number(Tag.COMPRESSION, NONE);
        if (!COMPRESSIONS.contains(compression)) {
            throw ImageFormatException.unsupported("compression " + compression);
        }
        long colors = directory.number(Tag.PHOTOMETRIC_INTERPRETATION, 0);
        if (!COLORS.contains(colors)) {
            throw ImageFormatException.unsupported("color space " + colors);
        }
        for (long format : directory.numbers(Tag.SAMPLE_FORMAT)) {
            if (format != UNSIGNED && format != UNDEFINED) {
                throw ImageFormatException.unsupported("samples that are not unsigned integers");
            }
        }
        long bits = directory.number(Tag.BITS_PER_SAMPLE, 1);
        for (long each : directory.numbers(Tag.BITS_PER_SAMPLE)) {
            if (each != bits || !DEPTHS.contains(each)) {
                throw ImageFormatException.unsupported("samples of " + each + " bits");
            }
        }
        long samples = directory.number(Tag.SAMPLES_PER_PIXEL, 1);
        if (samples < 1 || samples > MOST_SAMPLES) {
            throw ImageFormatException.unsupported(samples + " samples per pixel");
        }
        boolean tiled = directory.has(Tag.TILE_WIDTH) || directory.has(Tag.TILE_LENGTH);
        long tileWidth = tiled ? directory.number(Tag.TILE_WIDTH, width) : width;
        long tileHeight = Math.min(
                tiled ? directory.number(Tag.TILE_LENGTH, height) : directory.number(Tag.ROWS_PER_STRIP, height),
                tiled ? Integer.MAX_VALUE : height);
        if (tileWidth < 1 || tileHeight < 1 || Math.max(tileWidth, tileHeight) > Math.max(LONGEST_SIDE, height)) {
            throw ImageFormatException.damaged("its tiles have " + tileWidth + " x " + tileHeight + " pixels");
        }
        long planes = directory.number(Tag.PLANAR_CONFIGURATION, 1) == PLANAR ? samples : 1;
        if (planes > 1 && compression == JPEG) {
            throw ImageFormatException.unsupported("JPEG compression of separate planes");
        }
        return new Layout(
                (int) width,
                (int) height,
                (int) bits,
                (int) samples,
                (int) compression,
                (int) tileWidth,
                (int) tileHeight,
                planes);
    }

    /** Checks that all tiles are within the file. */
    void check(Directory directory, long fileSize) throws IOException {
        boolean tiled = directory.has(Tag.TILE_OFFSETS);
        long[] offsets = directory.numbers(tiled ? Tag.TILE_OFFSETS : Tag.STRIP_OFFSETS);
        long[] counts = directory.numbers(tiled ? Tag.TILE_BYTE_COUNTS : Tag.STRIP_BYTE_COUNTS);
        long across = (width + (long) tileWidth - 1) / tileWidth;
        long down = (height + (long) tileHeight - 1) / tileHeight;
        if (offsets.length < across * down * planes) {
            throw ImageFormatException.damaged("its directory declares fewer tiles than it has");
        }
        if (counts.length < offsets.length && (compression != NONE || counts.length > 0)) {
            throw ImageFormatException.damaged("its directory lacks the lengths of its tiles");
        }
        for (int i = 0; i < offsets.length; i++) {
            long count = counts.length < offsets.length ? 1 : counts[i];
            if (offsets[i] < 0 || count < 0 || offsets[i] > fileSize - count) {
                throw ImageFormatException.truncated("the file ends before the last row");
            }
        }
        if (compression != NONE && Arrays.stream(counts).anyMatch(count -> count == 0)) {
            throw ImageFormatException.damaged("it has an empty tile");
        }
    }

    /**
     * Returns a directory that describes some rows as a separate image.
     *
     * @param top the first row, which is the first row of tiles
     */
    Directory part(Directory directory, int top, int rows) throws IOException {
        boolean tiled = directory.has(Tag.TILE_OFFSETS);
        int offsets = tiled ? Tag.TILE_OFFSETS : Tag.STRIP_OFFSETS;
        int counts = tiled ? Tag.TILE_BYTE_COUNTS : Tag.STRIP_BYTE_COUNTS;
        Map<Integer, long[]> changed = new HashMap<>();
        changed.put(Tag.HEIGHT, new long[] {rows});
        changed.put(offsets, part(directory.numbers(offsets), top, rows));
        if (directory.has(counts)) {
            changed.put(counts, part(directory.numbers(counts), top, rows));
        }
        return directory.with(changed);
    }

    private long[] part(long[] ofTiles, int top, int rows) {
        int across = (width - 1) / tileWidth + 1;
        int down = (height - 1) / tileHeight + 1;
        int first = top / tileHeight * across;
        int count = ((rows - 1) / tileHeight + 1) * across;
        long[] part = new long[(int) planes * count];
        for (int plane = 0; plane < planes; plane++) {
            System.arraycopy(ofTiles, plane * down * across + first, part, plane * count, count);
        }
        return part;
    }

    boolean isJpeg() {
        return compression == JPEG;
    }

    /** Returns the size of a row in the reader's memory. */
    long rowBytes() {
        return (long) width * samples * (bits > 8 ? 2 : 1);
    }

    /** Returns the size of all coefficients of a tile in bytes. */
    long coefficientBytes() {
        return isJpeg() ? 2L * samples * tileWidth * tileHeight : 0;
    }
}
