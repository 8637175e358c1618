package cutmix.launcher.plan;

import java.nio.file.Path;

/** Builds {@link RunPlan.Data} by option name. If a nullable option is not given, the loader's default applies. */
public final class DataBuilder {
    private String dataset;
    private int epochs;
    private long seed;
    private Integer trainLimit;
    private Integer testLimit;
    private int partitions;
    private Integer imageSize;
    private Path cache;
    private Integer maxEpochsAhead;

    DataBuilder() {}

    public DataBuilder dataset(String value) {
        dataset = value;
        return this;
    }

    public DataBuilder epochs(int value) {
        epochs = value;
        return this;
    }

    public DataBuilder seed(long value) {
        seed = value;
        return this;
    }

    public DataBuilder trainLimit(Integer value) {
        trainLimit = value;
        return this;
    }

    public DataBuilder testLimit(Integer value) {
        testLimit = value;
        return this;
    }

    public DataBuilder partitions(int value) {
        partitions = value;
        return this;
    }

    public DataBuilder imageSize(Integer value) {
        imageSize = value;
        return this;
    }

    public DataBuilder cache(Path value) {
        cache = value;
        return this;
    }

    public DataBuilder maxEpochsAhead(Integer value) {
        maxEpochsAhead = value;
        return this;
    }

    public RunPlan.Data build() {
        return new RunPlan.Data(
                dataset, epochs, seed, trainLimit, testLimit, partitions, imageSize, cache, maxEpochsAhead);
    }
}
