package cutmix.launcher.option;

import cutmix.process.option.NumberOption;
import cutmix.schemas.contract.EnvironmentVariables;
import cutmix.schemas.failure.SettingException;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.file.FileName;
import cutmix.schemas.text.RunName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Common rules for option values. Each method throws {@link SettingException} for a value that breaks its rule. */
public final class OptionRule {

    /** The file names that the loader accepts as archives. */
    private static final Pattern ARCHIVE = Pattern.compile("\\.(tar\\.gz|tgz)$");
    /**
     * A host name, an IPv4 address, or an IPv6 address in brackets, and a port. Kafka's clients strip blanks around it.
     */
    private static final Pattern BROKER = Pattern.compile("\\s*(?:[\\w.%-]+|\\[[\\w.:%-]+]):(\\d{1,5})\\s*");

    private OptionRule() {}

    /**
     * @param value null if the option is not given
     */
    public static void number(NumberOption option, Number value) {
        if (value != null) {
            option.refusal(value.longValue()).ifPresent(refusal -> {
                throw new SettingException(refusal);
            });
        }
    }

    /**
     * The replication factor of new topics in the loader's variable, if it is set.
     *
     * @param environment that the loader inherits
     */
    public static void replicationFactor(Map<String, String> environment) {
        String variable = EnvironmentVariables.LOADER_REPLICATION_FACTOR;
        String value = environment.getOrDefault(variable, "").strip();
        if (!value.isEmpty()) {
            NumberOption.REPLICATION_FACTOR.refusal(variable, value).ifPresent(refusal -> {
                throw new SettingException(refusal);
            });
        }
    }

    /** Checks the depth of a ResNet for small images, as the trainer does. */
    public static void depth(int value) {
        number(NumberOption.DEPTH, value);
        if (value % 6 != 2) {
            throw new SettingException("--depth '" + value + "' is not 6n+2: choose 8, 14, 20, 32, 44, 56 or 110");
        }
    }

    /**
     * @param value null if the option is not given
     */
    public static void oneOf(List<String> choices, String option, String value) {
        if (value != null && !choices.contains(value)) {
            throw new SettingException(option + " '" + value + "' is unknown: choose " + String.join(" or ", choices));
        }
    }

    /** Checks that a name is not blank. */
    public static void name(String option, String value) {
        if (value.isBlank()) {
            throw new SettingException(option + " '" + value + "' is blank: give a name");
        }
    }

    /**
     * @param value null if the option is not given
     */
    public static void bootstrapServers(String value) {
        if (value != null && !isBrokers(value)) {
            throw new SettingException("--bootstrap-servers '" + value + "' does not name Kafka brokers: give"
                    + " HOST:PORT, or several separated by commas, with ports from 1 to "
                    + NumberOption.BROKER_PORT.most() + ", such as localhost:9092");
        }
    }

    private static boolean isBrokers(String value) {
        return Arrays.stream(value.split(",", -1))
                .map(BROKER::matcher)
                .allMatch(broker -> broker.matches()
                        && NumberOption.BROKER_PORT
                                .refusal(Long.parseLong(broker.group(1)))
                                .isEmpty());
    }

    /**
     * Checks the name of a run, which is the prefix of the names of its training runs.
     *
     * @param suffix longest suffix of the name of a training run
     */
    public static void run(String option, String value, String suffix) {
        RunName.refusal(option, value).ifPresent(refusal -> {
            throw new SettingException(refusal);
        });
        int most = RunName.LONGEST - suffix.length();
        if (value.length() > most) {
            throw new SettingException(option + " '" + value + "' has " + value.length() + " characters: use " + most
                    + " at most, since " + suffix + " is added for a training run");
        }
    }

    /**
     * Checks that a dataset is built in, or the path of a folder or an archive.
     *
     * @param builtIn names of the built-in datasets
     */
    public static void dataset(List<String> builtIn, String value) {
        if (builtIn.contains(value)) {
            return;
        }
        String remedy = ": give " + String.join(", ", builtIn) + ", or the path of a folder or archive";
        if (value.isEmpty()) {
            throw new SettingException("--dataset '' is empty" + remedy);
        }
        Path path = path(value);
        String shown = "--dataset '" + FileName.printable(path) + "'";
        if (!Files.exists(path)) {
            throw new SettingException(shown + " does not exist" + remedy);
        }
        if (!Files.isDirectory(path) && !ARCHIVE.matcher(path.toString()).find()) {
            throw new SettingException(shown + " is not a folder and does not end in .tar.gz or .tgz" + remedy);
        }
        if (!Files.isReadable(path)) {
            throw new SettingException(shown + " cannot be read: give yourself permission to read it");
        }
    }

    private static Path path(String value) {
        try {
            return FileName.path(value);
        } catch (UserException e) {
            throw new SettingException("--dataset " + e.getMessage(), e);
        }
    }
}
