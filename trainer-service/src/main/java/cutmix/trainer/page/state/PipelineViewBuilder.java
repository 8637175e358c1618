package cutmix.trainer.page.state;

/** Builds a {@link PipelineView} from named values. By default the brokers do not answer, and everything else is unknown. */
public final class PipelineViewBuilder {
    private boolean connected;
    private String brokers;
    private Integer workers;
    private Long lag;
    private PipelineView.DatasetView dataset;

    PipelineViewBuilder() {}

    public PipelineViewBuilder connected(boolean value) {
        connected = value;
        return this;
    }

    public PipelineViewBuilder brokers(String value) {
        brokers = value;
        return this;
    }

    public PipelineViewBuilder workers(Integer value) {
        workers = value;
        return this;
    }

    public PipelineViewBuilder lag(Long value) {
        lag = value;
        return this;
    }

    public PipelineViewBuilder dataset(PipelineView.DatasetView value) {
        dataset = value;
        return this;
    }

    public PipelineView build() {
        return new PipelineView(connected, brokers, workers, lag, dataset);
    }
}
