package cutmix.schemas.image.source;

import java.io.IOException;

/** An image with its header read and its pixels not yet decoded. */
public interface EncodedImage {

    /** Returns the stored width in pixels, before the orientation is applied. */
    int width();

    /** Returns the stored height in pixels, before the orientation is applied. */
    int height();

    Orientation orientation();

    /** Returns the maximum memory that {@link #decode} uses, without the sink's. */
    MemoryNeed memory();

    /**
     * Decodes the pixels, with transparent pixels blended with white. Color profiles and gamma values are ignored: the
     * sink receives the stored values.
     *
     * @throws ImageFormatException if pixels are missing or violate the format
     * @throws IOException if the file cannot be read
     */
    void decode(PixelSink sink) throws IOException;
}
