package cutmix.launcher.plan;

import java.util.List;

/** Builds {@link RunPlan.Training} by option name. */
public final class TrainingBuilder {
    private List<String> paths = List.of();
    private String recipe;
    private String engine;
    private int depth;
    private int batchSize;
    private int threads;
    private boolean skipBad;

    TrainingBuilder() {}

    public TrainingBuilder paths(List<String> value) {
        paths = value;
        return this;
    }

    public TrainingBuilder recipe(String value) {
        recipe = value;
        return this;
    }

    public TrainingBuilder engine(String value) {
        engine = value;
        return this;
    }

    public TrainingBuilder depth(int value) {
        depth = value;
        return this;
    }

    public TrainingBuilder batchSize(int value) {
        batchSize = value;
        return this;
    }

    public TrainingBuilder threads(int value) {
        threads = value;
        return this;
    }

    public TrainingBuilder skipBad(boolean value) {
        skipBad = value;
        return this;
    }

    public RunPlan.Training build() {
        return new RunPlan.Training(paths, recipe, engine, depth, batchSize, threads, skipBad);
    }
}
