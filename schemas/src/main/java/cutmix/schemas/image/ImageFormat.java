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

/** A format by its name, its first bytes, and how a file is opened. */
enum ImageFormat {
    PNG("PNG", PngImage::matches, PngImage::open),
    JPEG("JPEG", JpegImage::matches, JpegImage::open),
    GIF("GIF", GifImage::matches, GifImage::open),
    BMP("BMP", BmpImage::matches, BmpImage::open),
    WEBP("WebP", WebpImage::matches, WebpImage::open),
    TIFF("TIFF", TiffImage::matches, TiffImage::open);

    /** First bytes that tell the formats apart. */
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

    /** The format of a file by its first {@link #START_LENGTH} bytes, which may be fewer if the file is shorter. */
    static Optional<ImageFormat> of(byte[] start) {
        return Arrays.stream(values())
                .filter(format -> format.matches.test(start))
                .findFirst();
    }

    /** As people write it. */
    String label() {
        return label;
    }

    EncodedImage open(ImageSource source) throws IOException {
        return opener.open(source);
    }
}
