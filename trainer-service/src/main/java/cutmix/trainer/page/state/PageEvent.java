package cutmix.trainer.page.state;

/**
 * An event for browsers.
 *
 * @param name {@code history}: all runs; {@code changes}: additions to runs; {@code pipeline}: brokers, workers and
 * dataset; {@code samples}: mixed samples
 * @param content content, which is converted to JSON
 */
public record PageEvent(String name, Object content) {

    static final String HISTORY = "history";
    static final String CHANGES = "changes";
    static final String PIPELINE = "pipeline";
    static final String SAMPLES = "samples";
}
