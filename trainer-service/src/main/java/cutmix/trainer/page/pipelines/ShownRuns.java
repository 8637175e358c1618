package cutmix.trainer.page.pipelines;

/**
 * The runs that the live page shows: those of its own topics, or those of all topics whose prefix starts with its own
 * prefix.
 */
public enum ShownRuns {
    OWN,
    ALL
}
