package cutmix.schemas.kafka;

/** The consumer groups of one pipeline. Their names begin with the prefix of its topics. */
public record ConsumerGroups(Topics topics) {

    /** The augment workers' group, without a prefix. */
    public static final String AUGMENT = "cutmix-augment";

    /** Returns the group of all augment workers. */
    public String augment() {
        return topics.prefix() + AUGMENT;
    }

    /** Returns the group of the loaders, of which one writes and the others wait. */
    public String loader() {
        return topics.prefix() + "cutmix-loader";
    }

    /** Returns the group of the trainers of a run, of which one trains and the others wait. */
    public String trainer(String run) {
        return topics.prefix() + "cutmix-run-" + run;
    }
}
