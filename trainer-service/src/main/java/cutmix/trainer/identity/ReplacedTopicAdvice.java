package cutmix.trainer.identity;

/** What the user of a command is told to do where the topics are others. */
public enum ReplacedTopicAdvice {
    TRAIN("start again to go on from the last checkpoint", "start again with --fresh, or under another --run"),
    EVALUATE("evaluate again", "evaluate again");

    private final String ofSameDataset;
    private final String ofAnother;

    ReplacedTopicAdvice(String ofSameDataset, String ofAnother) {
        this.ofSameDataset = ofSameDataset;
        this.ofAnother = ofAnother;
    }

    /** Where the same dataset is loaded again. */
    String ofSameDataset() {
        return ofSameDataset;
    }

    /** Where another one is. */
    String ofAnother() {
        return ofAnother;
    }
}
