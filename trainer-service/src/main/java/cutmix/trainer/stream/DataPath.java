package cutmix.trainer.stream;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.failure.SettingException;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.order.EpochLayout;
import cutmix.schemas.order.SamplePosition;
import cutmix.schemas.serde.RecordFormat;
import cutmix.trainer.stream.order.SampleDecoder;
import cutmix.trainer.stream.order.StrictOrder;
import java.util.Locale;

/** The source of the training samples. */
public enum DataPath {
    /** The topic of mixed samples. */
    CUTMIX,
    /** The topic of plain samples, for the baseline. */
    PLAIN;

    /** Returns the path with this name, {@code cutmix} or {@code plain}. */
    public static DataPath named(String name) {
        for (DataPath path : values()) {
            if (path.label().equals(name)) {
                return path;
            }
        }
        throw new SettingException("--path " + name + " is unknown: choose cutmix or plain");
    }

    /** Returns the name used on the command line and in the metrics. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the topic that this path reads. */
    public String topic(Topics topics) {
        return this == CUTMIX ? topics.mixedImages() : topics.trainImages();
    }

    /** Creates the training order of this path's topic. Augment workers may write a sample twice; loaders do not. */
    public StrictOrder order(DatasetInfo info, SamplePosition first) {
        EpochLayout layout = EpochLayout.ofTraining(info);
        return this == CUTMIX ? StrictOrder.repeating(layout, first) : StrictOrder.exact(layout, first);
    }

    public SampleDecoder decoder(DatasetInfo info, RecordFormat format) {
        EpochLayout layout = EpochLayout.ofTraining(info);
        return this == CUTMIX ? SampleDecoder.mixed(info, layout, format) : SampleDecoder.plain(info, layout, format);
    }
}
