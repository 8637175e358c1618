package cutmix.schemas.image;

import cutmix.schemas.image.bmp.BmpImage;
import cutmix.schemas.image.gif.GifImage;
import cutmix.schemas.image.jpeg.JpegImage;
import cutmix.schemas.image.png.PngImage;
import cutmix.schemas.image.source.EncodedImage;
import cutmix.schemas.image.source.ImageSource;
import cutmix.schemas.image.tiff.TiffImage;
import cutmix.schemas.image.webp.WebpImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/** An image format: its name, its first bytes, and how to open a file. */
enum ImageFormat {
    PNG("PNG", PngImage::matches, PngImage::open),
    JPEG("JPEG", JpegImage::matches, JpegImage::open),
    GIF("GIF", GifImage::matches, GifImage::open),
    BMP("BMP", BmpImage::matches, BmpImage::open),
    WEBP("WebP", WebpImage::matches, WebpImage::open),
    TIFF("TIFF", TiffImage::matches, TiffImage::open);

    /** The number of first bytes that distinguish the formats. */
    static final int START_LENGTH = 16;

    private interface Opener {
        EncodedImage open(ImageSource source) throws IOException;
    }

    private final String label;
    private final Predicate<byte[]> matches;
    private final Opener opener;

    ImageFormat(String label, Predicate<byte[]> matches, Opener opener) {
        this.label = label;
        this.matches = matches;
        this.opener = opener;
    }

    /** Detects the format from the first {@link #START_LENGTH} bytes of a file, or fewer if the file is shorter. */
    static Optional<ImageFormat> of(byte[] start) {
        return Arrays.stream(values())
                .filter(format -> format.matches.test(start))
                .findFirst();
    }

    /** Returns the common spelling of the format's name. */
    String label() {
        return label;
    }

    EncodedImage open(ImageSource source) throws IOException {
        return opener.open(source);
    }
}
