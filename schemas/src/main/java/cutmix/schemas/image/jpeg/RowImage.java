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
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/**
 * The target image of the reader. It passes each row to a receiver and stores none, so an image of any size needs only
 * the memory of one row.
 */
final class RowImage {

    private RowImage() {}

    /**
     * @param gray whether pixels have one sample instead of red, green and blue
     * @param passes how many times the reader writes the image; only the rows of the last pass are passed to the
     *     receiver
     */
    static BufferedImage of(int width, int height, boolean gray, int passes, PixelSink sink) {
        ColorModel colors = new ComponentColorModel(
                ColorSpace.getInstance(gray ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB),
                false,
                false,
                Transparency.OPAQUE,
                DataBuffer.TYPE_BYTE);
        return new BufferedImage(colors, new RowRaster(width, height, gray ? 1 : 3, passes, sink), false, null);
    }

    private static final class RowRaster extends WritableRaster {

        private final int samples;
        private final int passes;
        private final PixelSink sink;
        private final byte[] row;
        private final byte[] rgb;
        private int pass;

        private RowRaster(int width, int height, int samples, int passes, PixelSink sink) {
            super(
                    new ComponentSampleModel(
                            DataBuffer.TYPE_BYTE,
                            width,
                            height,
                            samples,
                            samples * width,
                            samples == 1 ? new int[] {0} : new int[] {0, 1, 2}),
                    // Nothing is written to it.
                    new DataBufferByte(1),
                    new Point());
            this.samples = samples;
            this.passes = passes;
            this.sink = sink;
            this.row = new byte[samples * width];
            this.rgb = new byte[3 * width];
        }

        /** Called by the reader for each decoded row. */
        @Override
        public void setRect(int x, int y, Raster rows) {
            if (y == 0) {
                pass++;
            }
            if (pass != passes) {
                return;
            }
            for (int i = 0; i < rows.getHeight(); i++) {
                rows.getDataElements(rows.getMinX(), rows.getMinY() + i, rows.getWidth(), 1, row);
                for (int at = 0; samples == 1 && at < rgb.length; at++) {
                    rgb[at] = row[at / 3];
                }
                sink.accept(y + i, x, 1, rows.getWidth(), samples == 1 ? rgb : row);
            }
        }
    }
}
