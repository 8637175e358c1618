package cutmix.schemas.description;

import cutmix.schemas.DatasetInfo;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads descriptions of datasets, and rejects numbers out of range, because readers compute layouts, image sizes and
 * lists of partitions from them.
 *
 * @param records reads the record without checking its numbers
 */
public record DescriptionReader(Deserializer<DatasetInfo> records) implements Deserializer<DatasetInfo> {

    private static final int MOST_CLASSES = 1_000_000;
    private static final int MOST_PARTITIONS = 100_000;
    private static final long MOST_BYTES = 1L << 30;

    /**
     * Reads the description in these bytes.
     *
     * @return a description with 1 to 1,000,000 classes, images of 1 byte to 1 GiB, at least one training image and
     *     epoch, and 1 to 100,000 partitions; no offset is negative
     * @throws SerializationException if there is no description, or a number is out of range
     */
    @Override
    public DatasetInfo deserialize(String topic, byte[] value) {
        DatasetInfo info = records.deserialize(topic, value);
        requireWithin("number of classes", info.getClassNames().size(), 1, MOST_CLASSES);
        requireWithin("height", info.getHeight(), 1, MOST_BYTES);
        requireWithin("width", info.getWidth(), 1, MOST_BYTES / info.getHeight());
        requireWithin("number of channels", info.getChannels(), 1, MOST_BYTES / info.getHeight() / info.getWidth());
        requireWithin("number of training images", info.getTrainSize(), 1, Integer.MAX_VALUE);
        requireWithin("number of test images", info.getTestSize(), 0, Integer.MAX_VALUE);
        requireWithin("number of epochs", info.getEpochs(), 1, Integer.MAX_VALUE);
        requireWithin("number of partitions", info.getPartitions(), 1, MOST_PARTITIONS);
        requireWithin("offset of its first reports", info.getReportsFrom(), 0, Long.MAX_VALUE);
        requireWithin("offset where its epochs were set", info.getRaisedAt(), 0, Long.MAX_VALUE);
        return info;
    }

    private static void requireWithin(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new SerializationException("a dataset with the " + what + " " + value
                    + " is impossible: it must be from " + least + " to " + most);
        }
    }
}
