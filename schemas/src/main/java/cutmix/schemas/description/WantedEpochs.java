package cutmix.schemas.description;

import cutmix.schemas.DatasetInfo;
import java.util.OptionalInt;

/**
 * The number of epochs that a reader of the dataset needs. Until a running loader has increased the number of epochs,
 * the topic may still contain the description of an earlier load.
 *
 * @param number at least 1; empty for all epochs of the dataset
 * @param setting the setting by which the user chose the number, for messages; empty if the number is empty
 */
public record WantedEpochs(OptionalInt number, String setting) {

    /** Returns the requirement of all epochs of the dataset. */
    public static WantedEpochs all() {
        return new WantedEpochs(OptionalInt.empty(), "");
    }

    /** Returns whether a dataset has at least this number of epochs. */
    public boolean areIn(DatasetInfo info) {
        return number.isEmpty() || number.getAsInt() <= info.getEpochs();
    }

    /** Returns the number of epochs to read from a dataset with enough epochs. */
    public int of(DatasetInfo info) {
        return number.orElse(info.getEpochs());
    }

    /** Returns the number and the setting that it comes from, for messages. */
    @Override
    public String toString() {
        return setting + " " + number.orElse(0);
    }
}
