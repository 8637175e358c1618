package cutmix.schemas.description;

import cutmix.schemas.DatasetInfo;
import java.util.OptionalInt;

/**
 * How many epochs a reader of the dataset needs. The topic can still hold the description of an earlier load, until the
 * running loader has raised its number of epochs.
 *
 * @param number at least 1; empty for all epochs of the dataset
 * @param setting the setting by which the user chose the number, for messages; empty if the number is empty
 */
public record WantedEpochs(OptionalInt number, String setting) {

    /** All epochs of the dataset. */
    public static WantedEpochs all() {
        return new WantedEpochs(OptionalInt.empty(), "");
    }

    /** Whether a dataset has that many epochs. */
    public boolean areIn(DatasetInfo info) {
        return number.isEmpty() || number.getAsInt() <= info.getEpochs();
    }

    /** The number of epochs to read from a dataset that has enough. */
    public int of(DatasetInfo info) {
        return number.orElse(info.getEpochs());
    }

    /** The number, and the setting it comes from. */
    @Override
    public String toString() {
        return setting + " " + number.orElse(0);
    }
}
