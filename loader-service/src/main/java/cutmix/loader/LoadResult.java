package cutmix.loader;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.progress.ProgressReport;
import cutmix.schemas.text.Printable;
import java.util.List;
import java.util.Locale;

/**
 * The result of a run.
 *
 * @param written the number of images that this run has added
 */
record LoadResult(DatasetInfo info, long written) {

    /** One line for the user. */
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

    /** A report of everything that the topics now contain. */
    ProgressReport report() {
        long images = (long) info.getTrainSize() * info.getEpochs() + info.getTestSize();
        return new ProgressReport("loaded", images, images, List.of("images"));
    }
}
