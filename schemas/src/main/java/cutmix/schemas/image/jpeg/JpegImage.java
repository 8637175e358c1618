package cutmix.schemas.image.jpeg;

import cutmix.schemas.image.source.ColorConversion;
import cutmix.schemas.image.source.EncodedImage;
import cutmix.schemas.image.source.ImageFormatException;
import cutmix.schemas.image.source.ImageSource;
import cutmix.schemas.image.source.MemoryNeed;
import cutmix.schemas.image.source.Orientation;
import cutmix.schemas.image.source.PixelSink;
import cutmix.schemas.image.source.SplicedInput;
import java.awt.Rectangle;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.IOException;
import javax.imageio.IIOException;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

/**
 * A JPEG image: sequential or progressive, gray, color or CMYK. CMYK is converted without a profile, as in Pillow, and
 * is assumed to be inverted, as Adobe's programs and Pillow write it.
 */
public final class JpegImage implements EncodedImage {

    private static final int STRIP_BYTES = 32 << 20;
    private static final int INKS = 4;

    private final ImageSource source;
    private final JpegHeader header;

    private JpegImage(ImageSource source, JpegHeader header) {
        this.source = source;
        this.header = header;
    }

    /** Returns whether a file has this format, according to its first bytes. */
    public static boolean matches(byte[] start) {
        return start.length >= 3
                && (start[0] & 0xFF) == 0xFF
                && (start[1] & 0xFF) == Marker.START_OF_IMAGE
                && (start[2] & 0xFF) == 0xFF;
    }

    /** Reads the file up to the first scan. */
    public static JpegImage open(ImageSource source) throws IOException {
        return new JpegImage(source, JpegHeader.read(source));
    }

    @Override
    public int width() {
        return header.frame().width();
    }

    @Override
    public int height() {
        return header.frame().height();
    }

    @Override
    public Orientation orientation() {
        return header.orientation();
    }

    @Override
    public MemoryNeed memory() {
        long rows = MemoryNeed.rows(width()).heap();
        return new MemoryNeed(
                isCmyk() ? rows + (long) INKS * width() * stripRows() : rows,
                rows + (header.severalScans() ? header.frame().coefficientBytes() : 0));
    }

    private boolean isCmyk() {
        return header.colors() == ColorModel.CMYK || header.colors() == ColorModel.YCCK;
    }

    private int stripRows() {
        return Math.max(1, Math.min(height(), STRIP_BYTES / (INKS * width())));
    }

    @Override
    public void decode(PixelSink sink) throws IOException {
        // For an image with several scans, the reader writes all rows once for each scan; only the last pass counts.
        Scans scans = header.severalScans() ? Scans.read(source, header) : null;
        int passes = scans == null ? 1 : scans.count();
        ImageReader reader = PlatformReader.create();
        Warnings warnings = new Warnings();
        reader.addIIOReadWarningListener(warnings);
        try (SplicedInput input = JpegReaderInput.of(source, header)) {
            if (isCmyk()) {
                decodeInks(reader, input, sink);
            } else {
                reader.setInput(input, true, true);
                ImageReadParam param = reader.getDefaultReadParam();
                param.setDestination(RowImage.of(width(), height(), header.colors() == ColorModel.GRAY, passes, sink));
                reader.read(0, param);
            }
        } catch (IIOException e) {
            warnings.add(String.valueOf(e.getMessage()));
        } finally {
            reader.dispose();
        }
        warnings.check();
        if (warnings.mayHideOthers()) {
            checkHidden(warnings, scans == null ? Scans.read(source, header) : scans);
        }
        if (scans != null && (!scans.haveAllComponents() || warnings.endIsMissing() && !scans.areComplete())) {
            throw ImageFormatException.truncated("the file ends before the last scan");
        }
    }

    /**
     * Checks the data that the reader has read after a harmless warning, because it reports no further warning about
     * missing data.
     */
    private static void checkHidden(Warnings warnings, Scans scans) throws ImageFormatException {
        boolean isWhole =
                scans.areComplete() && scans.areInSequence() && (warnings.atEnd() || !warnings.endIsMissing());
        if (!isWhole && !scans.areOnePiece()) {
            throw warnings.asDamage();
        }
    }

    /**
     * Decodes CMYK in strips, each time from the beginning of the file, because the reader cannot return single rows of
     * CMYK.
     */
    private void decodeInks(ImageReader reader, SplicedInput input, PixelSink sink) throws IOException {
        byte[] rgb = new byte[3 * width()];
        for (int top = 0; top < height(); top += stripRows()) {
            int rows = Math.min(stripRows(), height() - top);
            input.seek(0);
            reader.setInput(input, true, true);
            ImageReadParam param = reader.getDefaultReadParam();
            param.setSourceRegion(new Rectangle(0, top, width(), rows));
            Raster strip = reader.readRaster(0, param);
            byte[] samples = ((DataBufferByte) strip.getDataBuffer()).getData();
            for (int y = 0; y < rows; y++) {
                convert(samples, INKS * y * width(), rgb);
                sink.accept(top + y, 0, 1, width(), rgb);
            }
        }
    }

    private void convert(byte[] samples, int start, byte[] rgb) {
        int[] inks = new int[3];
        for (int x = 0; x < width(); x++) {
            int at = start + INKS * x;
            if (header.colors() == ColorModel.YCCK) {
                YccToRgb.toRgb(samples[at] & 0xFF, samples[at + 1] & 0xFF, samples[at + 2] & 0xFF, inks);
            } else {
                for (int i = 0; i < 3; i++) {
                    inks[i] = 255 - (samples[at + i] & 0xFF);
                }
            }
            int black = 255 - (samples[at + 3] & 0xFF);
            for (int i = 0; i < 3; i++) {
                rgb[3 * x + i] = (byte) ColorConversion.ofInk(inks[i], black);
            }
        }
    }
}
