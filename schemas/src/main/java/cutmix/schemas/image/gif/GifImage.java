package cutmix.schemas.image.gif;

import cutmix.schemas.image.source.EncodedImage;
import cutmix.schemas.image.source.ImageFormatException;
import cutmix.schemas.image.source.ImageSource;
import cutmix.schemas.image.source.MemoryNeed;
import cutmix.schemas.image.source.Orientation;
import cutmix.schemas.image.source.PixelSink;
import java.io.EOFException;
import java.io.IOException;

/**
 * The first frame of a GIF image on its screen. Pixels outside a smaller frame are transparent if the frame has a
 * transparent color; otherwise they have the first color of the palette, as in Pillow.
 *
 * <p>The JDK's reader is not used, because it fills the missing part of a truncated frame.
 */
public final class GifImage implements EncodedImage {

    private static final int NO_COLOR = -1;

    private final int width;
    private final int height;
    private final GifFrame frame;
    private final GifStream stream;

    private GifImage(int width, int height, GifFrame frame, GifStream stream) {
        this.width = width;
        this.height = height;
        this.frame = frame;
        this.stream = stream;
    }

    /** Returns whether a file has this format, according to its first bytes. */
    public static boolean matches(byte[] start) {
        return start.length >= 6
                && start[0] == 'G'
                && start[1] == 'I'
                && start[2] == 'F'
                && start[3] == '8'
                && (start[4] == '7' || start[4] == '9')
                && start[5] == 'a';
    }

    /** Reads the file up to the pixels of the first frame. */
    public static GifImage open(ImageSource source) throws IOException {
        GifStream stream = new GifStream(source.stream(6));
        try {
            int width = stream.number();
            int height = stream.number();
            int flags = stream.octet();
            stream.skip(2);
            byte[] palette = (flags & 0x80) == 0 ? GifFrame.GRAYS : stream.bytes(3 * (2 << (flags & 7)));
            int transparent = NO_COLOR;
            while (true) {
                int block = stream.octet();
                switch (block) {
                    case 0x21 -> transparent = extension(stream, transparent);
                    case 0x2C -> {
                        GifFrame frame = GifFrame.read(stream, palette, transparent);
                        return new GifImage(
                                Math.max(width, frame.right()), Math.max(height, frame.bottom()), frame, stream);
                    }
                    case 0x3B -> throw ImageFormatException.damaged("it has no frame");
                    case 0 -> {
                        // Some writers terminate blocks twice.
                    }
                    default -> throw ImageFormatException.damaged("unknown block " + block);
                }
            }
        } catch (EOFException e) {
            throw ImageFormatException.truncated("the file ends before the first frame");
        }
    }

    private static int extension(GifStream stream, int transparent) throws IOException {
        int label = stream.octet();
        int color = transparent;
        for (int length = stream.octet(); length > 0; length = stream.octet()) {
            if (label == 0xF9 && length == 4) {
                int flags = stream.octet();
                stream.skip(2);
                int index = stream.octet();
                color = (flags & 1) == 0 ? NO_COLOR : index;
            } else {
                stream.skip(length);
            }
        }
        return color;
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
        return Orientation.UPRIGHT;
    }

    @Override
    public MemoryNeed memory() {
        return MemoryNeed.rows(width);
    }

    @Override
    public void decode(PixelSink sink) throws IOException {
        byte[] around = new byte[3 * width];
        for (int x = 0; x < width; x++) {
            frame.putAround(around, 3 * x);
        }
        for (int y = 0; y < height; y++) {
            if (y < frame.top() || y >= frame.bottom()) {
                sink.accept(y, 0, 1, width, around);
            }
        }
        byte[] indices = new byte[frame.width()];
        try {
            LzwDecoder pixels = new LzwDecoder(stream);
            for (int i = 0; i < frame.height(); i++) {
                pixels.read(indices);
                byte[] rgb = around.clone();
                for (int x = 0; x < indices.length; x++) {
                    frame.put(indices[x] & 0xFF, rgb, 3 * (frame.left() + x));
                }
                sink.accept(frame.top() + frame.row(i), 0, 1, width, rgb);
            }
        } catch (EOFException e) {
            throw ImageFormatException.truncated("the file ends before the last row");
        }
    }
}
