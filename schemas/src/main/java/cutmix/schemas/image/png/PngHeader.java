package cutmix.schemas.image.png;

import cutmix.schemas.image.source.ImageFormatException;
import java.nio.ByteBuffer;

/**
 * The chunk IHDR (11.2.1).
 *
 * @param depth bits per sample, or per index into the palette
 */
record PngHeader(int width, int height, int depth, ColorType colorType, boolean interlaced) {

    static final int LENGTH = 13;

    static PngHeader of(byte[] chunk) throws ImageFormatException {
        if (chunk.length != LENGTH) {
            throw ImageFormatException.damaged("its header has " + chunk.length + " bytes");
        }
        ByteBuffer header = ByteBuffer.wrap(chunk);
        int width = header.getInt();
        int height = header.getInt();
        int depth = header.get();
        ColorType colorType = ColorType.of(header.get());
        if (width < 1 || height < 1) {
            throw ImageFormatException.damaged("its header declares " + width + " x " + height + " pixels");
        }
        if (!colorType.allows(depth)) {
            throw ImageFormatException.damaged("its header declares samples of " + depth + " bits");
        }
        int compression = header.get();
        int filter = header.get();
        int interlace = header.get();
        if (compression != 0 || filter != 0 || interlace < 0 || interlace > 1) {
            throw ImageFormatException.damaged("its header names unknown methods");
        }
        return new PngHeader(width, height, depth, colorType, interlace == 1);
    }

    int bitsPerPixel() {
        return depth * colorType.samples();
    }
}
