package cutmix.trainer.page.state;

import java.util.List;

/**
 * How the pipeline is.
 *
 * @param connected whether the brokers answer
 * @param brokers their addresses, as configured
 * @param workers augment workers in their group; null where that is not known
 * @param lag plain samples that wait to be mixed; null where that is not known
 * @param dataset null while the loader has not described it
 */
public record PipelineView(boolean connected, String brokers, Integer workers, Long lag, Dataset dataset) {

    /**
     * What is trained on.
     *
     * @param trainSize images in an epoch
     */
    public record Dataset(String name, List<String> classes, int trainSize, int testSize, int height, int width) {}

    /** The same, while the brokers do not answer. */
    PipelineView away() {
        return new PipelineView(false, brokers, null, null, dataset);
    }
}
