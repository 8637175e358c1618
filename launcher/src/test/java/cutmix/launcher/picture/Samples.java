package cutmix.launcher.picture;

import cutmix.schemas.Box;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.MixedImage;
import cutmix.schemas.Mixing;
import cutmix.schemas.View;
import java.nio.ByteBuffer;
import java.util.List;

/** Gray images of 4 × 3 pixels with a red box of two columns and one row. */
final class Samples {

    static final Box BOX = new Box(1, 2, 2, 1);
    static final DatasetInfo INFO =
            new DatasetInfo("tiny", "ab", List.of("cat", "ship"), 3, 4, 3, 10, 5, 1, 1, 1L, 0L, 0L);

    private Samples() {}

    static MixedImage mixed() {
        return mixed(Mixing.CUTMIX, List.of(0.75f, 0.25f));
    }

    static MixedImage mixed(Mixing mixing, List<Float> softLabel) {
        byte[] pixels = new byte[4 * 3 * 3];
        for (int i = 0; i < 12; i++) {
            boolean inBox = i / 4 == BOX.getY() && i % 4 >= BOX.getX() && i % 4 < BOX.getX() + BOX.getWidth();
            pixels[3 * i] = (byte) (inBox ? 255 : gray(i));
            pixels[3 * i + 1] = (byte) (inBox ? 0 : gray(i));
            pixels[3 * i + 2] = (byte) (inBox ? 0 : gray(i));
        }
        return new MixedImage(
                1,
                0,
                3,
                4,
                mixing,
                0.8,
                BOX,
                softLabel,
                ByteBuffer.wrap(pixels),
                new View(false, 0, 0),
                new View(false, 0, 0));
    }

    /** The pixel at this place, row by row. */
    static int gray(int pixel) {
        return 100 + pixel;
    }
}
