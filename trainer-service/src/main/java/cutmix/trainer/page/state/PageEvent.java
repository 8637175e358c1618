package cutmix.trainer.page.state;

/**
 * What a browser is told.
 *
 * @param name {@code history}: all runs; {@code changes}: what is new of runs; {@code pipeline}: brokers, workers and dataset;
 *     {@code samples}: mixed samples
 * @param content its JSON
 */
public record PageEvent(String name, Object content) {

    static final String HISTORY = "history";
    static final String CHANGES = "changes";
    static final String PIPELINE = "pipeline";
    static final String SAMPLES = "samples";
}
