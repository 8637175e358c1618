package cutmix.loader;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.progress.ProgressReport;
import cutmix.schemas.text.Printable;
import java.util.List;
import java.util.Locale;

/**
 * The result of a load.
 *
 * @param written number of images that this load has written
 */
record LoadResult(DatasetInfo info, long written) {

    /** Returns one line for the user. */
    String summary(double seconds) {
        String held = String.format(
                Locale.ROOT,
                "%s: %,d training images x %,d epochs, %,d test images, %,d classes, %s %,d partitions",
                Printable.of(info.getName()),
                info.getTrainSize(),
                info.getEpochs(),
                info.getTestSize(),
                info.getClassNames().size(),
                written == 0 ? "in" : "into",
                info.getPartitions());
        return written == 0
                ? "Nothing left to load of " + held
                : String.format(Locale.ROOT, "Loaded %s (%.1f s)", held, seconds);
    }

    /** Returns a report of the content of the topics. */
    ProgressReport report() {
        long images = (long) info.getTrainSize() * info.getEpochs() + info.getTestSize();
        return new ProgressReport("loaded", images, images, List.of("images"));
    }
}
