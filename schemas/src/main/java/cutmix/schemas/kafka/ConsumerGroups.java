package cutmix.schemas.kafka;

/** The consumer groups of one pipeline. Their names begin with the prefix of its topics. */
public record ConsumerGroups(Topics topics) {

    /** The augment workers' group, without a prefix. */
    public static final String AUGMENT = "cutmix-augment";

    /** All augment workers. */
    public String augment() {
        return topics.prefix() + AUGMENT;
    }

    /** The candidates that wait to load. */
    public String loader() {
        return topics.prefix() + "cutmix-loader";
    }

    /** The candidates that wait to train a run. */
    public String trainer(String run) {
        return topics.prefix() + "cutmix-run-" + run;
    }
}
