package cutmix.loader.log;

import cutmix.schemas.DatasetInfo;
import java.util.Locale;
import java.util.function.Function;

/** The properties that two datasets in the same topics must share. */
enum DatasetProperty {
    NAME("name %s", DatasetInfo::getName),
    SEED("seed %s", DatasetInfo::getSeed),
    PARTITIONS("%s partitions", DatasetInfo::getPartitions),
    HEIGHT("height %s", DatasetInfo::getHeight),
    WIDTH("width %s", DatasetInfo::getWidth),
    CHANNELS("%s channels", DatasetInfo::getChannels),
    TRAIN_SIZE("%s training images", DatasetInfo::getTrainSize),
    TEST_SIZE("%s test images", DatasetInfo::getTestSize),
    CLASS_NAMES("classes %s", DatasetInfo::getClassNames),
    FINGERPRINT("fingerprint %s", DatasetInfo::getFingerprint);

    private final String format;
    private final Function<DatasetInfo, Object> value;

    DatasetProperty(String format, Function<DatasetInfo, Object> value) {
        this.format = format;
        this.value = value;
    }

    Object value(DatasetInfo info) {
        return value.apply(info);
    }

    String words(DatasetInfo info) {
        return String.format(Locale.ROOT, format, value(info));
    }
}
