package cutmix.process.option;

import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * The options with a whole number as their value, and their ranges. The launcher and the services share the ranges, so
 * a service accepts every number that the launcher passes on.
 */
public enum NumberOption {
    EPOCHS("--epochs", 1, 1_000_000),
    EPOCH("--epoch", 1, 1_000_000),
    MAX_EPOCHS_AHEAD("--max-epochs-ahead", 0, 1_000_000),
    SEED("--seed", Long.MIN_VALUE, Long.MAX_VALUE),
    TRAIN_LIMIT("--train-limit", 1, 10_000_000),
    TEST_LIMIT("--test-limit", 1, 10_000_000),
    /** Brokers create at most 10,000 partitions in one request. The loader creates three image topics in one. */
    PARTITIONS("--partitions", 1, 1000),
    REPLICATION_FACTOR("--replication-factor", 1, Short.MAX_VALUE),
    /** Larger images do not fit into a record; the loader's {@code TopicSizesTest} checks this. */
    IMAGE_SIZE("--image-size", 1, 2364),
    /** The limit of the readers of a dataset's description. */
    CLASSES("--classes", 1, 1_000_000),
    BATCH_SIZE("--batch-size", 1, 65_536),
    /**
     * From one block per stack to the deepest network of He et al., Deep Residual Learning for Image Recognition,
     * section 4.2.
     */
    DEPTH("--depth", 8, 1202),
    /** The range of {@code OMP_NUM_THREADS}. */
    THREADS("--threads", 1, 1024),
    AUGMENTERS("--augmenters", 0, 64),
    CHECKPOINT_SECONDS("--checkpoint-seconds", 0, Integer.MAX_VALUE),
    BROKER_PORT("--broker-port", 1, 65_535),
    REGISTRY_PORT("--registry-port", 1, 65_535),
    PORT("--port", 1, 65_535);

    private final String option;
    private final long least;
    private final long most;

    NumberOption(String option, long least, long most) {
        this.option = option;
        this.least = least;
        this.most = most;
    }

    /** Returns the option with this name, which begins with {@code --}; empty if its value is not a number. */
    public static Optional<NumberOption> named(String option) {
        return Arrays.stream(values())
                .filter(candidate -> candidate.option.equals(option))
                .findFirst();
    }

    /** The name, beginning with {@code --}. */
    public String option() {
        return option;
    }

    /** The maximum value of the option. */
    public long most() {
        return most;
    }

    /** Returns the message about a number outside the range; empty if the number is in the range. */
    public Optional<String> refusal(long value) {
        return refusal(option, value);
    }

    /**
     * Returns the message about a number that comes from a variable.
     *
     * @param source the variable that contains the number
     */
    public Optional<String> refusal(String source, long value) {
        return refusal(source, String.valueOf(value));
    }

    /**
     * Returns the message about a text that comes from a variable and is not a number in the range.
     *
     * @param source the variable that contains the text
     */
    public Optional<String> refusal(String source, String text) {
        return isInRange(text) ? Optional.empty() : Optional.of(message(source, text));
    }

    /**
     * Checks that a number is in the range.
     *
     * @param command the command with the option
     * @param value the number; null if the option is not given
     */
    public void check(CommandLine command, Integer value) {
        if (value != null) {
            refusal(value).ifPresent(refusal -> {
                throw new ParameterException(command, refusal);
            });
        }
    }

    /** Returns the message about a text that is not a number in the range. */
    public String refusal(String text) {
        return message(option, text);
    }

    private boolean isInRange(String text) {
        try {
            long value = Long.parseLong(text);
            return value >= least && value <= most;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private String message(String source, String text) {
        return source + " '" + text + "' is not a whole number from " + least + " to " + most;
    }
}
