package cutmix.schemas.image.jpeg;

import cutmix.schemas.image.source.PixelSink;
import java.awt.Point;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.WritableRaster;

/**
 * The image into which a reader decodes. It passes on each row that is written, and keeps none, so that an image of any size takes the
 * memory of a row.
 */
final class RowImage {

    private RowImage() {}

    /**
     * @param gray whether pixels have one sample, and not red, green and blue
     * @param passes how often the reader writes the image; the rows of the last pass are passed on
     */
    static BufferedImage of(int width, int height, boolean gray, int passes, PixelSink sink) {
        int space = gray ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB;
        ColorModel colors = new ComponentColorModel(
                ColorSpace.getInstance(space), false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE);
        // The buffer is never written: all writing goes through the model.
        WritableRaster raster = new WritableRaster(
                new RowModel(width, height, gray, passes, sink), new DataBufferByte(1), new Point()) {};
        return new BufferedImage(colors, raster, false, null);
    }

    private static final class RowModel extends ComponentSampleModel {

        private final boolean gray;
        private final int passes;
        private final PixelSink sink;
        private final byte[] rgb;
        private int pass;

        private RowModel(int width, int height, boolean gray, int passes, PixelSink sink) {
            super(
                    DataBuffer.TYPE_BYTE,
                    width,
                    height,
                    gray ? 1 : 3,
                    gray ? width : 3 * width,
                    gray ? new int[] {0} : new int[] {0, 1, 2});
            this.gray = gray;
            this.passes = passes;
            this.sink = sink;
            this.rgb = new byte[3 * width];
        }

        @Override
        public void setPixels(int x, int y, int w, int h, int[] samples, DataBuffer data) {
            if (y == 0) {
                pass++;
            }
            for (int row = 0; row < h && pass == passes; row++) {
                for (int i = 0; i < 3 * w; i++) {
                    rgb[i] = (byte) (gray ? samples[row * w + i / 3] : samples[3 * row * w + i]);
                }
                sink.accept(y + row, x, 1, w, rgb);
            }
        }
    }
}
