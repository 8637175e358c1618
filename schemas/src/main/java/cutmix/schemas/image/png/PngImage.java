package cutmix.schemas.image.png;

import cutmix.schemas.image.source.EncodedImage;
import cutmix.schemas.image.source.ExifOrientation;
import cutmix.schemas.image.source.ImageFormatException;
import cutmix.schemas.image.source.ImageSource;
import cutmix.schemas.image.source.MemoryNeed;
import cutmix.schemas.image.source.Orientation;
import cutmix.schemas.image.source.PixelSink;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * A PNG image. Required chunks must have the right checksum; optional chunks with a wrong checksum are skipped.
 * Everything after the last row, including the end chunk, may be missing.
 *
 * <p>The JDK's reader is not used, because it ignores checksums, and its handling of transparent colors differs
 * between JDKs.
 */
public final class PngImage implements EncodedImage {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int LARGEST_PALETTE = 3 * 256;
    private static final int LARGEST_TRANSPARENCY = 256;

    private final PngHeader header;
    private final Chunks chunks;
    private byte[] palette = new byte[0];
    private byte[] transparency = new byte[0];
    private Orientation orientation = Orientation.UPRIGHT;
    private boolean hasPixels;

    private PngImage(PngHeader header, Chunks chunks) {
        this.header = header;
        this.chunks = chunks;
    }

    /** Returns whether a file has this format, according to its first bytes. */
    public static boolean matches(byte[] start) {
        return start.length >= SIGNATURE.length
                && Arrays.equals(start, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
    }

    /** Reads the file up to the pixels. */
    public static PngImage open(ImageSource source) throws IOException {
        Chunks chunks = new Chunks(source, SIGNATURE.length);
        if (!chunks.advance()) {
            throw ImageFormatException.truncated("it has no header");
        }
        if (!chunks.type().equals("IHDR") || chunks.length() != PngHeader.LENGTH) {
            throw ImageFormatException.damaged("it does not begin with a header");
        }
        PngImage image = new PngImage(PngHeader.of(checked(chunks)), chunks);
        image.readUpToPixels();
        return image;
    }

    private void readUpToPixels() throws IOException {
        while (chunks.advance()) {
            switch (chunks.type()) {
                case "IDAT" -> {
                    if (header.colorType() == ColorType.PALETTE && palette.length == 0) {
                        throw ImageFormatException.damaged("it has no palette");
                    }
                    hasPixels = true;
                    readExifBehindPixels();
                    return;
                }
                case "PLTE" -> palette = limited(LARGEST_PALETTE);
                case "tRNS" -> transparency = limited(LARGEST_TRANSPARENCY);
                case "eXIf" -> readExif(chunks);
                case "IEND" -> throw ImageFormatException.damaged("it has no pixels");
                default -> {
                    if (chunks.isCritical()) {
                        throw ImageFormatException.unsupported("unknown chunk " + chunks.type());
                    }
                }
            }
        }
    }

    private byte[] limited(int most) throws IOException {
        if (chunks.length() > most) {
            throw ImageFormatException.damaged("its chunk " + chunks.type() + " is too long");
        }
        return checked(chunks);
    }

    private static byte[] checked(Chunks chunks) throws IOException {
        byte[] data = chunks.data();
        CRC32 checksum = chunks.checksum();
        checksum.update(data);
        if (!chunks.endsWith(checksum)) {
            throw wrongChecksum(chunks);
        }
        return data;
    }

    static ImageFormatException wrongChecksum(Chunks chunks) {
        return ImageFormatException.damaged("wrong checksum of its chunk " + chunks.type());
    }

    /**
     * Reads the orientation from behind the pixels, where some programs write it, as the standard allows. Ignores other
     * chunks there.
     */
    private void readExifBehindPixels() throws IOException {
        Chunks behind = chunks.copy();
        while (orientation == Orientation.UPRIGHT && behind.advanceIfSound()) {
            if (behind.type().equals("IEND")) {
                return;
            }
            if (behind.type().equals("eXIf")) {
                readExif(behind);
            }
        }
    }

    /** @throws ImageFormatException if the file ends within the chunk */
    private void readExif(Chunks exif) throws IOException {
        CRC32 checksum = exif.checksum();
        byte[] start = new byte[0];
        for (long at = 0; at < exif.length(); at += ExifOrientation.SEARCHED) {
            int length = (int) Math.min(ExifOrientation.SEARCHED, exif.length() - at);
            byte[] part = exif.available(at, length);
            if (part.length < length) {
                throw ImageFormatException.truncated("the file ends before its orientation");
            }
            checksum.update(part);
            start = at == 0 ? part : start;
        }
        if (exif.endsWith(checksum)) {
            orientation = ExifOrientation.of(start);
        }
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
        return orientation;
    }

    @Override
    public MemoryNeed memory() {
        return MemoryNeed.rows(header.width());
    }

    @Override
    public void decode(PixelSink sink) throws IOException {
        if (!hasPixels) {
            throw ImageFormatException.truncated("the file ends before the pixels");
        }
        PngColorConverter colors = PngColorConverter.of(header, palette, transparency);
        try (PixelData data = new PixelData(chunks)) {
            Rows rows = new Rows(data, header.bitsPerPixel());
            for (InterlacePass pass : InterlacePass.of(header.interlaced())) {
                int count = pass.columns(header.width());
                if (count == 0) {
                    continue;
                }
                byte[] rgb = new byte[3 * count];
                rows.begin(count);
                for (int y = pass.y(); y < header.height(); y += pass.yStep()) {
                    colors.convert(rows.next(), rows.start(), count, rgb);
                    sink.accept(y, pass.x(), pass.xStep(), count, rgb);
                }
            }
            data.finish();
        }
    }
}
