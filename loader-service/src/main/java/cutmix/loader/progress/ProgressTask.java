package cutmix.loader.progress;

/**
 * A piece of work that takes a while.
 *
 * @param name of what is worked on
 * @param unit what is counted, in the plural
 * @param total units altogether
 * @param before units that were done before this run
 * @param unitBytes bytes of one unit
 */
public record ProgressTask(String name, String unit, long total, long before, long unitBytes) {

    /**
     * The pace of this run.
     *
     * @param done units, with those before this run
     * @param nanos that this run has taken
     */
    double megabytesPerSecond(long done, long nanos) {
        return (done - before) * unitBytes / 1e6 / (nanos / 1e9);
    }
}
