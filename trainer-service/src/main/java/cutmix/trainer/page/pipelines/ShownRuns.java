package cutmix.trainer.page.pipelines;

/** Whose runs the live page shows: those of its own topics, or those of all topics whose prefix begins with its own. */
public enum ShownRuns {
    OWN,
    ALL
}
