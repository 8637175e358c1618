package cutmix.local.option;

import cutmix.schemas.file.FileName;
import cutmix.schemas.text.Printable;
import cutmix.schemas.text.RunName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the values of options have in common. Each method throws {@link WrongOptionException} for a value that breaks its rule. */
public final class OptionRule {

    private static final int GREATEST_PORT = 65_535;
    /** The shallowest network has one block a stack. */
    private static final int LEAST_DEPTH = 8;

    private OptionRule() {}

    /** @param value may be null, where the option is not given */
    public static void atLeast(int least, String option, Integer value) {
        if (value != null && value < least) {
            throw new WrongOptionException(
                    option + " " + value + (least == 0 ? " is negative" : " is not at least " + least));
        }
    }

    /** @param value may be null, where the option is not given */
    public static void oneOf(List<String> choices, String option, String value) {
        if (value != null && !choices.contains(value)) {
            throw new WrongOptionException(
                    option + " " + Printable.of(value) + " is unknown: choose " + String.join(" or ", choices));
        }
    }

    /** The number of a TCP port. */
    public static void port(String option, int value) {
        if (value < 1 || value > GREATEST_PORT) {
            throw new WrongOptionException(option + " " + value + " is no port: choose one from 1 to " + GREATEST_PORT);
        }
    }

    /** The depth of a ResNet for small images, as trainers have it. */
    public static void depth(String option, int value) {
        if (value < LEAST_DEPTH || value % 6 != 2) {
            throw new WrongOptionException(option + " " + value + " is not 6n+2: choose 8, 14, 20, 32, 44, 56 or 110");
        }
    }

    /**
     * The name of a run, with which the names of its training runs begin.
     *
     * @param suffix the longest that is added for a training run
     */
    public static void run(String option, String value, String suffix) {
        RunName.refusal(option, value).ifPresent(refusal -> {
            throw new WrongOptionException(refusal);
        });
        int most = RunName.LONGEST - suffix.length();
        if (value.length() > most) {
            throw new WrongOptionException(option + " " + value + " has " + value.length() + " characters: use " + most
                    + " at most, since " + suffix + " is added for a training run");
        }
    }

    /**
     * A built-in dataset, or a path.
     *
     * @param builtIn names of those that are no paths
     */
    public static void dataset(List<String> builtIn, String option, String value) {
        if (builtIn.contains(value)) {
            return;
        }
        Path path = FileName.path(value);
        if (!Files.exists(path)) {
            throw new WrongOptionException(option + " " + FileName.printable(path) + " does not exist: give "
                    + String.join(", ", builtIn) + ", or the path of a folder or archive");
        }
    }
}
