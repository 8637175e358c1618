package cutmix.loader.log;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.failure.SettingException;
import cutmix.schemas.failure.UserException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Checks whether topics that already contain a dataset can hold the requested one.
 *
 * @param wanted the requested dataset
 * @param place the topics, for messages
 */
public record DatasetClaim(DatasetInfo wanted, String place) {

    /**
     * Returns the description for the topics when they are complete: the requested dataset, with the larger number of
     * epochs. The offset from which reports of training count does not change.
     *
     * @param held the dataset in the topics
     * @throws UserException if the topics contain another dataset; the message names the difference
     */
    public DatasetInfo over(DatasetInfo held) {
        List<DatasetProperty> different = Arrays.stream(DatasetProperty.values())
                .filter(property -> !property.value(held).equals(property.value(wanted)))
                .filter(property -> property != DatasetProperty.FINGERPRINT)
                .toList();
        if (!different.isEmpty() || !held.getFingerprint().equals(wanted.getFingerprint())) {
            if (different.equals(List.of(DatasetProperty.PARTITIONS))) {
                throw new SettingException(place + ": its dataset " + held.getName() + " has " + held.getPartitions()
                        + " partitions, not " + wanted.getPartitions() + ": use --partitions " + held.getPartitions()
                        + ", or CUTMIX_TOPIC_PREFIX for other topics, or delete them");
            }
            List<DatasetProperty> named = different.isEmpty() ? List.of(DatasetProperty.FINGERPRINT) : different;
            throw new SettingException(
                    place + " already holds dataset " + held.getName() + " with " + words(named, held) + ", not "
                            + words(named, wanted) + ": use CUTMIX_TOPIC_PREFIX for other topics, or delete them");
        }
        return held.getEpochs() >= wanted.getEpochs()
                ? held
                : DatasetInfo.newBuilder(wanted)
                        .setReportsFrom(held.getReportsFrom())
                        .build();
    }

    private static String words(List<DatasetProperty> properties, DatasetInfo info) {
        return properties.stream().map(property -> property.words(info)).collect(Collectors.joining(", "));
    }
}
