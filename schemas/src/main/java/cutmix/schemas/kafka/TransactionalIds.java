package cutmix.schemas.kafka;

/**
 * The transactional ids of one pipeline's producers. All writers of a topic use the same one, so that brokers fence
 * earlier writers.
 */
public record TransactionalIds(Topics topics) {

    /** Returns the id of all writers of {@code dead.letters}. */
    public String deadLetters() {
        return topics.prefix() + "cutmix-dead-letters";
    }

    /** Returns the id of all trainers that publish the epochs of a run. */
    public String metrics(String run) {
        return topics.prefix() + "cutmix-run-" + run;
    }
}
