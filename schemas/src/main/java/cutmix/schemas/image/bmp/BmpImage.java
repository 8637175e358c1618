package cutmix.schemas.image.bmp;

import cutmix.schemas.image.source.EncodedImage;
import cutmix.schemas.image.source.ImageFormatException;
import cutmix.schemas.image.source.ImageSource;
import cutmix.schemas.image.source.MemoryNeed;
import cutmix.schemas.image.source.Orientation;
import cutmix.schemas.image.source.PixelSink;
import java.io.IOException;
import java.io.InputStream;

/** A BMP image. The fourth byte of a pixel of 32 bits is its alpha only if the header has a mask for it. */
public final class BmpImage implements EncodedImage {

    private final ImageSource source;
    private final BmpHeader header;

    private BmpImage(ImageSource source, BmpHeader header) {
        this.source = source;
        this.header = header;
    }

    /** Returns whether a file has this format, according to its first bytes. */
    public static boolean matches(byte[] start) {
        // The two reserved numbers are zero, unlike in texts that begin with these letters.
        return start.length >= BmpHeader.FILE_HEADER
                && start[0] == 'B'
                && start[1] == 'M'
                && start[6] == 0
                && start[7] == 0
                && start[8] == 0
                && start[9] == 0;
    }

    public static BmpImage open(ImageSource source) throws IOException {
        return new BmpImage(source, BmpHeader.read(source));
    }

    @Override
    public int width() {
        return header.width();
    }

    @Override
    public int height() {
        return header.height();
    }

    @Override
    public Orientation orientation() {
        return Orientation.UPRIGHT;
    }

    @Override
    public MemoryNeed memory() {
        return MemoryNeed.rows(header.width());
    }

    @Override
    public void decode(PixelSink sink) throws IOException {
        BmpColorConverter colors = BmpColorConverter.of(header, palette(), hasOpaquePixels());
        switch (header.compression()) {
            case RUNS_OF_4_BITS, RUNS_OF_8_BITS -> decodeRuns(colors, sink);
            default -> decodeRows(colors, sink);
        }
    }

    private byte[] palette() throws IOException {
        long room = (header.pixelsAt() - header.paletteAt()) / header.colorBytes();
        int colors = (int) Math.min(header.colors(), room);
        byte[] stored = source.bytes(header.paletteAt(), (long) colors * header.colorBytes());
        byte[] palette = new byte[3 * 256];
        for (int i = 0; i < colors; i++) {
            for (int channel = 0; channel < 3; channel++) {
                palette[3 * i + channel] = stored[header.colorBytes() * i + 2 - channel];
            }
        }
        return palette;
    }

    /**
     * Whether any pixel has an alpha above zero. Some writers leave the alpha at zero everywhere; it then has no
     * meaning.
     */
    private boolean hasOpaquePixels() throws IOException {
        if (header.masks().alpha() == 0) {
            return false;
        }
        byte[] row = new byte[header.rowBytes()];
        try (InputStream rows = source.stream(header.pixelsAt())) {
            for (int stored = 0; stored < header.height(); stored++) {
                readRow(rows, row);
                for (int x = 0; x < header.width(); x++) {
                    if (ChannelMasks.sample(
                                    BmpColorConverter.pixel(row, x, header.bits()),
                                    header.masks().alpha())
                            > 0) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private void decodeRows(BmpColorConverter colors, PixelSink sink) throws IOException {
        byte[] row = new byte[header.rowBytes()];
        byte[] rgb = new byte[3 * header.width()];
        try (InputStream rows = source.stream(header.pixelsAt())) {
            for (int stored = 0; stored < header.height(); stored++) {
                readRow(rows, row);
                colors.convert(row, header.bits(), rgb);
                sink.accept(header.row(stored), 0, 1, header.width(), rgb);
            }
        }
    }

    private void readRow(InputStream rows, byte[] row) throws IOException {
        // The padding of the last row may be missing.
        if (rows.readNBytes(row, 0, row.length) < header.usedRowBytes()) {
            throw ImageFormatException.truncated("the file ends before the last row");
        }
    }

    private void decodeRuns(BmpColorConverter colors, PixelSink sink) throws IOException {
        byte[] rgb = new byte[3 * header.width()];
        try (InputStream in = source.stream(header.pixelsAt())) {
            RunLengthDecoder runs = new RunLengthDecoder(in, header.bits(), header.width());
            for (int stored = 0; stored < header.height(); stored++) {
                colors.convert(runs.nextRow(), 8, rgb);
                sink.accept(header.row(stored), 0, 1, header.width(), rgb);
            }
        }
    }
}
