package cutmix.schemas.description;

import cutmix.schemas.DatasetInfo;
import java.util.OptionalInt;

/**
 * How many epochs a reader of the dataset needs. The description in a topic can still be the one of an earlier load, before the
 * loader that runs now has raised its number of epochs.
 *
 * @param number at least 1; empty for all that the dataset has
 * @param setting by which the user asked for this number, for messages; empty where the number is
 */
public record WantedEpochs(OptionalInt number, String setting) {

    /** As many as the dataset has. */
    public static WantedEpochs all() {
        return new WantedEpochs(OptionalInt.empty(), "");
    }

    /** Whether a dataset has so many. */
    public boolean areIn(DatasetInfo info) {
        return number.isEmpty() || number.getAsInt() <= info.getEpochs();
    }

    /** How many to read from a dataset that has so many. */
    public int of(DatasetInfo info) {
        return number.orElse(info.getEpochs());
    }

    /** The number, with the setting that it comes from. */
    @Override
    public String toString() {
        return setting + " " + number.orElse(0);
    }
}
