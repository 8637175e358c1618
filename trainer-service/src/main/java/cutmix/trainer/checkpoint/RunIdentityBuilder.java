package cutmix.trainer.checkpoint;

/** Builds a {@link RunIdentity} from named values. */
public final class RunIdentityBuilder {
    private String dataset;
    private long order;
    private String path;
    private String recipe;
    private int depth;
    private int batchSize;
    private long seed;
    private String weights;
    private String engine;
    private int steps;

    RunIdentityBuilder() {}

    public RunIdentityBuilder dataset(String value) {
        dataset = value;
        return this;
    }

    public RunIdentityBuilder order(long value) {
        order = value;
        return this;
    }

    public RunIdentityBuilder path(String value) {
        path = value;
        return this;
    }

    public RunIdentityBuilder recipe(String value) {
        recipe = value;
        return this;
    }

    public RunIdentityBuilder depth(int value) {
        depth = value;
        return this;
    }

    public RunIdentityBuilder batchSize(int value) {
        batchSize = value;
        return this;
    }

    public RunIdentityBuilder seed(long value) {
        seed = value;
        return this;
    }

    public RunIdentityBuilder weights(String value) {
        weights = value;
        return this;
    }

    public RunIdentityBuilder engine(String value) {
        engine = value;
        return this;
    }

    public RunIdentityBuilder steps(int value) {
        steps = value;
        return this;
    }

    public RunIdentity build() {
        return new RunIdentity(dataset, order, path, recipe, depth, batchSize, seed, weights, engine, steps);
    }
}
