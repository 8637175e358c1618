package cutmix.loader.progress;

/** Builds a {@link ProgressTask} from named values. By default no units were completed before. */
public final class ProgressTaskBuilder {
    private String name;
    private String unit;
    private long total;
    private long before;
    private long unitBytes;

    ProgressTaskBuilder() {}

    public ProgressTaskBuilder name(String value) {
        name = value;
        return this;
    }

    public ProgressTaskBuilder unit(String value) {
        unit = value;
        return this;
    }

    public ProgressTaskBuilder total(long value) {
        total = value;
        return this;
    }

    public ProgressTaskBuilder before(long value) {
        before = value;
        return this;
    }

    public ProgressTaskBuilder unitBytes(long value) {
        unitBytes = value;
        return this;
    }

    public ProgressTask build() {
        return new ProgressTask(name, unit, total, before, unitBytes);
    }
}
