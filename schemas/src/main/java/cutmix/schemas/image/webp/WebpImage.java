package cutmix.schemas.image.webp;

import cutmix.schemas.image.source.ColorConversion;
import cutmix.schemas.image.source.EncodedImage;
import cutmix.schemas.image.source.ExifOrientation;
import cutmix.schemas.image.source.ImageFormatException;
import cutmix.schemas.image.source.ImageSource;
import cutmix.schemas.image.source.MemoryNeed;
import cutmix.schemas.image.source.Orientation;
import cutmix.schemas.image.source.PixelSink;
import cutmix.schemas.image.webp.lossless.LosslessImage;
import cutmix.schemas.image.webp.lossy.LossyImage;
import java.io.IOException;
import java.util.Arrays;

/**
 * A WebP image, or the first frame of an animated one. Pixels outside the frame are transparent.
 *
 * <p>No library is used. The only maintained library in Java (TwelveMonkeys ImageIO 3.12) decodes lossy images with
 * errors of up to 118 levels, and native libraries need a folder from which code may be executed.
 */
public final class WebpImage implements EncodedImage {

    private static final int FILE_HEADER = 12;
    private static final int ANIMATION_FRAME = 16;
    private static final int FLAG_ANIMATED = 2;
    private static final int FLAG_EXIF = 8;
    /** The bytes before those that the file's length field counts. */
    private static final int FILE_START = 8;

    private final ImageSource source;
    private final int width;
    private final int height;
    private final int left;
    private final int top;
    private final WebpFrame frame;
    private final Orientation orientation;

    private WebpImage(
            ImageSource source, int width, int height, int left, int top, WebpFrame frame, Orientation orientation)
            throws ImageFormatException {
        if (frame.width() > width - left || frame.height() > height - top) {
            throw ImageFormatException.damaged("it has more pixels than its header declares");
        }
        this.source = source;
        this.width = width;
        this.height = height;
        this.left = left;
        this.top = top;
        this.frame = frame;
        this.orientation = orientation;
    }

    /** Returns whether a file has this format, according to its first bytes. */
    public static boolean matches(byte[] start) {
        return start.length >= FILE_HEADER
                && start[0] == 'R'
                && start[1] == 'I'
                && start[2] == 'F'
                && start[3] == 'F'
                && start[8] == 'W'
                && start[9] == 'E'
                && start[10] == 'B'
                && start[11] == 'P';
    }

    /** Reads the file up to the pixels, and the orientation, which may follow them. */
    public static WebpImage open(ImageSource source) throws IOException {
        Riff chunks = new Riff(source, FILE_HEADER, source.size());
        if (!chunks.advance()) {
            throw ImageFormatException.truncated("the file ends before the pixels");
        }
        if (!chunks.name().equals("VP8X")) {
            WebpFrame frame = WebpFrame.read(source, new Riff(source, FILE_HEADER, source.size()));
            return new WebpImage(source, frame.width(), frame.height(), 0, 0, frame, Orientation.UPRIGHT);
        }
        byte[] header = source.bytes(chunks.begin(), 10);
        int width = 1 + (int) Riff.number(header, 4, 3);
        int height = 1 + (int) Riff.number(header, 7, 3);
        Orientation orientation = orientation(source, (header[0] & FLAG_EXIF) != 0);
        if ((header[0] & FLAG_ANIMATED) != 0) {
            return animated(source, chunks, width, height, orientation);
        }
        return new WebpImage(source, width, height, 0, 0, WebpFrame.read(source, chunks), orientation);
    }

    private static WebpImage animated(ImageSource source, Riff chunks, int width, int height, Orientation orientation)
            throws IOException {
        while (chunks.advance()) {
            if (chunks.name().equals("ANMF")) {
                byte[] place = source.bytes(chunks.begin(), ANIMATION_FRAME);
                Riff inside = new Riff(source, chunks.begin() + ANIMATION_FRAME, chunks.end());
                int left = 2 * (int) Riff.number(place, 0, 3);
                int top = 2 * (int) Riff.number(place, 3, 3);
                return new WebpImage(source, width, height, left, top, WebpFrame.read(source, inside), orientation);
            }
        }
        throw ImageFormatException.truncated("the file ends before the first frame");
    }

    /** @param exifFollows whether the header announces an EXIF block, which is usually the last chunk */
    private static Orientation orientation(ImageSource source, boolean exifFollows) throws IOException {
        Riff chunks = new Riff(source, FILE_HEADER, source.size());
        while (chunks.advance()) {
            if (chunks.name().equals("EXIF") && chunks.isWhole()) {
                return ExifOrientation.of(
                        source.bytes(chunks.begin(), Math.min(ExifOrientation.SEARCHED, chunks.length())));
            }
        }
        if (exifFollows && FILE_START + Riff.number(source.bytes(FILE_START - 4, 4), 0, 4) > source.size()) {
            throw ImageFormatException.truncated("the file ends before its orientation");
        }
        return Orientation.UPRIGHT;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public Orientation orientation() {
        return orientation;
    }

    @Override
    public MemoryNeed memory() {
        boolean losslessPart = frame.lossless() || frame.alphaBegin() > 0;
        long rows = MemoryNeed.rows(2 * width).heap();
        return new MemoryNeed(rows + (losslessPart ? LosslessImage.heap(frame.width(), frame.height()) : 0), 0);
    }

    @Override
    public void decode(PixelSink sink) throws IOException {
        byte[] canvas = new byte[3 * width];
        Arrays.fill(canvas, (byte) 255);
        for (int y = 0; y < height; y++) {
            if (y < top || y >= top + frame.height()) {
                sink.accept(y, 0, 1, width, canvas);
            }
        }
        if (frame.lossless()) {
            decodeLossless(canvas, sink);
        } else {
            decodeLossy(canvas, sink);
        }
    }

    private void decodeLossy(byte[] canvas, PixelSink sink) throws IOException {
        AlphaPlane alpha = frame.alphaBegin() > 0 ? AlphaPlane.open(source, frame) : null;
        LossyImage.open(source, frame.begin(), frame.end()).decode((y, rgb) -> {
            byte[] opacity = alpha == null ? null : alpha.nextRow();
            for (int i = 0; i < 3 * frame.width(); i++) {
                int sample = rgb[i] & 0xFF;
                canvas[3 * left + i] =
                        (byte) (opacity == null ? sample : ColorConversion.overWhite(sample, opacity[i / 3] & 0xFF));
            }
            sink.accept(top + y, 0, 1, width, canvas);
        });
    }

    private void decodeLossless(byte[] canvas, PixelSink sink) throws IOException {
        LosslessImage image = LosslessImage.open(
                source,
                frame.begin(),
                frame.end(),
                new LosslessImage.LosslessHeader(frame.width(), frame.height(), frame.hasAlpha()));
        for (int y = 0; y < frame.height(); y++) {
            int[] row = image.nextRow();
            for (int x = 0; x < frame.width(); x++) {
                int alpha = frame.hasAlpha() ? row[x] >>> 24 : 255;
                for (int channel = 0; channel < 3; channel++) {
                    int sample = row[x] >> 16 - 8 * channel & 0xFF;
                    canvas[3 * (left + x) + channel] = (byte) ColorConversion.overWhite(sample, alpha);
                }
            }
            sink.accept(top + y, 0, 1, width, canvas);
        }
    }
}
