package cutmix.launcher.picture;

import cutmix.schemas.Box;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.MixedImage;
import cutmix.schemas.Mixing;
import java.nio.ByteBuffer;
import java.util.List;

/** Gray images of 4 × 3 pixels with a red box of two columns and one row. */
final class GraySamples {

    static final Box BOX = new Box(1, 2, 2, 1);
    static final DatasetInfo INFO = DatasetInfo.newBuilder()
            .setName("tiny")
            .setFingerprint("ab")
            .setClassNames(List.of("cat", "ship"))
            .setHeight(3)
            .setWidth(4)
            .setChannels(3)
            .setTrainSize(10)
            .setTestSize(5)
            .setEpochs(1)
            .setPartitions(1)
            .setSeed(1L)
            .setReportsFrom(0L)
            .setRaisedAt(0L)
            .build();

    private GraySamples() {}

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
        return MixedImage.newBuilder()
                .setEpoch(1)
                .setPosition(0)
                .setIndex(3)
                .setPartnerIndex(4)
                .setMixing(mixing)
                .setLambda(0.8)
                .setBox(BOX)
                .setSoftLabel(softLabel)
                .setPixels(ByteBuffer.wrap(pixels))
                .build();
    }

    /** The pixel at this place, row by row. */
    static int gray(int pixel) {
        return 100 + pixel;
    }
}
