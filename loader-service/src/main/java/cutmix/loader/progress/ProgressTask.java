package cutmix.loader.progress;

/**
 * A task that takes some time.
 *
 * @param name name of the object that the task processes
 * @param unit the name of the counted units, in the plural
 * @param total total number of units
 * @param before number of units that were completed before this run
 * @param unitBytes size of one unit in bytes
 */
public record ProgressTask(String name, String unit, long total, long before, long unitBytes) {

    public static ProgressTaskBuilder builder() {
        return new ProgressTaskBuilder();
    }

    /**
     * Returns the throughput of this run.
     *
     * @param done completed units, including those before this run
     * @param nanos duration of this run
     */
    double megabytesPerSecond(long done, long nanos) {
        return (done - before) * unitBytes / 1e6 / (nanos / 1e9);
    }
}
