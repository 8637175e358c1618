package cutmix.schemas.image.tiff;

import cutmix.schemas.image.source.ColorConversion;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * Converts rows of an image into red, green and blue, blended with white, from the stored values and without a profile.
 */
final class TiffColorConverter {

    private static final int INKS = 4;

    private final Raster raster;
    private final ColorModel model;
    private final boolean plain;
    private final int colors;
    private final int bits;
    private final int[] samples;

    TiffColorConverter(BufferedImage image) {
        raster = image.getRaster();
        model = image.getColorModel();
        plain = model instanceof ComponentColorModel && !(model instanceof IndexColorModel);
        colors = model.getNumColorComponents();
        bits = raster.getSampleModel().getSampleSize(0);
        samples = new int[raster.getWidth() * raster.getNumBands()];
    }

    /** @param rgb receives three bytes per pixel */
    void convert(int y, byte[] rgb) {
        if (plain) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, samples);
        }
        for (int x = 0; x < raster.getWidth(); x++) {
            if (plain) {
                putPlain(x, rgb);
            } else {
                int argb = model.getRGB(raster.getDataElements(x, y, null));
                for (int channel = 0; channel < 3; channel++) {
                    rgb[3 * x + channel] =
                            (byte) ColorConversion.overWhite(argb >> 16 - 8 * channel & 0xFF, argb >>> 24);
                }
            }
        }
    }

    private void putPlain(int x, byte[] rgb) {
        int at = x * raster.getNumBands();
        int alpha = model.hasAlpha() ? sample(at + colors) : 255;
        for (int channel = 0; channel < 3; channel++) {
            int value;
            if (model.getColorSpace().getType() == ColorSpace.TYPE_CMYK) {
                value = ColorConversion.ofInk(sample(at + channel), sample(at + INKS - 1));
            } else {
                value = sample(at + (colors == 1 ? 0 : channel));
            }
            rgb[3 * x + channel] = (byte)
                    (model.isAlphaPremultiplied()
                            ? Math.min(255, value + 255 - alpha)
                            : ColorConversion.overWhite(value, alpha));
        }
    }

    /** Returns a sample, reduced to its high 8 bits. */
    private int sample(int at) {
        return bits > 8 ? samples[at] >> bits - 8 : samples[at];
    }
}
