package cutmix.trainer.page.state;

import java.util.List;

/**
 * The state of the pipeline.
 *
 * @param connected whether the brokers answer
 * @param brokers broker addresses as configured
 * @param workers number of augment workers in their group; null if unknown
 * @param lag number of plain samples that are not mixed yet; null if unknown
 * @param dataset null before the loader has described the dataset
 */
public record PipelineView(boolean connected, String brokers, Integer workers, Long lag, DatasetView dataset) {

    public static PipelineViewBuilder builder() {
        return new PipelineViewBuilder();
    }

    /**
     * The dataset of the pipeline.
     *
     * @param trainSize images in an epoch
     */
    public record DatasetView(String name, List<String> classes, int trainSize, int testSize, int height, int width) {}

    /** Returns the view while the brokers do not answer. */
    PipelineView away() {
        return builder().brokers(brokers).dataset(dataset).build();
    }
}
