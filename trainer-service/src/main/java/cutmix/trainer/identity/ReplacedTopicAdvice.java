package cutmix.trainer.identity;

/** The advice to the user of a command after topics were replaced. */
public enum ReplacedTopicAdvice {
    TRAIN("start again to resume from the last checkpoint", "start again with --fresh, or under another --run"),
    EVALUATE("evaluate again", "evaluate again");

    private final String ofSameDataset;
    private final String ofAnother;

    ReplacedTopicAdvice(String ofSameDataset, String ofAnother) {
        this.ofSameDataset = ofSameDataset;
        this.ofAnother = ofAnother;
    }

    /** Returns the advice if the same dataset is loaded again. */
    String ofSameDataset() {
        return ofSameDataset;
    }

    /** Returns the advice if another dataset is loaded. */
    String ofAnother() {
        return ofAnother;
    }
}
