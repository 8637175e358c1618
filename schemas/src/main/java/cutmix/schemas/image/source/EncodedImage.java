package cutmix.schemas.image.source;

import java.io.IOException;

/** An image whose header has been read and whose pixels have not. */
public interface EncodedImage {

    /** In pixels, as stored: before the orientation is applied. */
    int width();

    /** In pixels, as stored: before the orientation is applied. */
    int height();

    Orientation orientation();

    /** The most memory that {@link #decode} holds at once, beside the sink's. */
    MemoryNeed memory();

    /**
     * Decodes the pixels, with transparent pixels blended with white. Colour profiles and gamma values are ignored: the sink
     * gets the stored values.
     *
     * @throws ImageFormatException if the pixels are not all there, or not as the format demands
     * @throws IOException if the file cannot be read
     */
    void decode(PixelSink sink) throws IOException;
}
