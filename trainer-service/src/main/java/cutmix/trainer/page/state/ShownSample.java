package cutmix.trainer.page.state;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.MixedImage;
import cutmix.schemas.Mixing;
import cutmix.schemas.order.SamplePosition;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A mixed sample as the page shows it.
 *
 * @param id identifies its picture
 * @param mixing NONE, CUTMIX or MIXUP
 * @param labels classes of the sample, the heaviest first
 */
public record ShownSample(String id, int epoch, int position, String mixing, List<Label> labels) {

    /** Smaller weights come from label smoothing. */
    private static final float LEAST = 0.05f;

    /** A class and its weight in the soft label, in [0, 1]. */
    record Label(String name, double weight) {}

    public static ShownSample of(MixedImage image, DatasetInfo info) {
        List<Float> weights = image.getSoftLabel();
        List<Label> labels = IntStream.range(
                        0, Math.min(weights.size(), info.getClassNames().size()))
                .filter(label -> weights.get(label) >= LEAST)
                .mapToObj(label -> new Label(info.getClassNames().get(label), Math.min(1, weights.get(label))))
                .sorted(Comparator.comparingDouble(Label::weight).reversed())
                .toList();
        SamplePosition at = new SamplePosition(image.getEpoch(), image.getPosition());
        return at(at, image.getMixing(), labels);
    }

    static ShownSample at(SamplePosition position, Mixing mixing, List<Label> labels) {
        String id = position.epoch() + "-" + position.position();
        return new ShownSample(id, position.epoch(), position.position(), mixing.name(), labels);
    }
}
