package cutmix.schemas.image.tiff;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import cutmix.schemas.image.source.EncodedImage;
import cutmix.schemas.image.source.ImageFormatException;
import cutmix.schemas.image.source.ImageSource;
import cutmix.schemas.image.source.MemoryNeed;
import cutmix.schemas.image.source.Orientation;
import cutmix.schemas.image.source.PixelSink;
import cutmix.schemas.image.source.SplicedInput;
import java.awt.Rectangle;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

/** The first page of a TIFF image with integer samples of 1, 2, 4, 8 or 16 bits. Decodes a large page in parts. */
public final class TiffImage implements EncodedImage {

    private static final int PART_BYTES = 32 << 20;

    private final ImageSource source;
    private final Directory directory;
    private final Layout layout;
    private final Orientation orientation;

    private TiffImage(ImageSource source, Directory directory, Layout layout, Orientation orientation) {
        this.source = source;
        this.directory = directory;
        this.layout = layout;
        this.orientation = orientation;
    }

    /** Returns whether a file has this format, according to its first bytes. */
    public static boolean matches(byte[] start) {
        if (start.length < 4) {
            return false;
        }
        boolean little = start[0] == 'I' && start[1] == 'I' && start[3] == 0;
        boolean big = start[0] == 'M' && start[1] == 'M' && start[2] == 0;
        int version = little ? start[2] : start[3];
        return (little || big) && (version == 42 || version == 43);
    }

    /** Reads the first directory. */
    public static TiffImage open(ImageSource source) throws IOException {
        Directory directory = Directory.read(source);
        Layout layout = Layout.of(directory);
        Orientation orientation = Orientation.UPRIGHT;
        try {
            orientation = Orientation.ofTag((int) directory.number(Tag.ORIENTATION, 1));
        } catch (ImageFormatException e) {
            // An invalid orientation does not prevent reading the pixels.
        }
        return new TiffImage(source, directory, layout, orientation);
    }

    @Override
    public int width() {
        return layout.width();
    }

    @Override
    public int height() {
        return layout.height();
    }

    @Override
    public Orientation orientation() {
        return orientation;
    }

    @Override
    public MemoryNeed memory() {
        long rows = MemoryNeed.rows(width()).heap();
        return new MemoryNeed(rows + layout.rowBytes() * partRows(), layout.coefficientBytes());
    }

    /** Returns the height of a part: whole tiles, unless they are too high. */
    private int partRows() {
        int rows = (int) Math.max(1, Math.min(height(), PART_BYTES / layout.rowBytes()));
        return rows < layout.tileHeight() ? rows : rows / layout.tileHeight() * layout.tileHeight();
    }

    @Override
    public void decode(PixelSink sink) throws IOException {
        layout.check(directory, source.size());
        ImageReader reader = new TIFFImageReaderSpi().createReaderInstance(null);
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((from, warning) -> warnings.add(warning));
        try {
            for (int top = 0; top < height(); top += partRows()) {
                decode(reader, top, Math.min(partRows(), height() - top), sink);
            }
        } catch (EOFException e) {
            throw ImageFormatException.damaged("a tile ends too early");
        } catch (FileSystemException | ImageFormatException e) {
            throw e;
        } catch (IOException e) {
            // The reader and its streams throw many kinds of exceptions for damaged bytes.
            throw ImageFormatException.damaged(e.getMessage() == null ? "it does not decompress" : e.getMessage());
        } finally {
            reader.dispose();
        }
        for (String warning : warnings) {
            if (warning.contains("Corrupt JPEG data")) {
                throw ImageFormatException.damaged(warning);
            }
        }
    }

    /** Decodes one part. If tiles are higher than a part, the reader decodes the rows above it again. */
    private void decode(ImageReader reader, int top, int rows, PixelSink sink) throws IOException {
        boolean wholeTiles = partRows() % layout.tileHeight() == 0;
        Directory part = wholeTiles ? layout.part(directory, top, rows) : directory;
        try (SplicedInput input = TiffReaderInput.of(source, part)) {
            reader.setInput(input, true, true);
            ImageReadParam param = reader.getDefaultReadParam();
            param.setSourceRegion(new Rectangle(0, wholeTiles ? 0 : top, width(), rows));
            // Its other types would treat extra samples as transparency.
            param.setDestinationType(reader.getRawImageType(0));
            TiffColorConverter colors = new TiffColorConverter(reader.read(0, param));
            byte[] rgb = new byte[3 * width()];
            for (int y = 0; y < rows; y++) {
                colors.convert(y, rgb);
                sink.accept(top + y, 0, 1, width(), rgb);
            }
        }
    }
}
