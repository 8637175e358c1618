package cutmix.process.option;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Explains in one line why a command line is refused. picocli's own messages contain Java types and argument indices.
 */
public final class Refusal {

    /** A negative number is not an option. */
    private static final Pattern OPTION = Pattern.compile("--?\\p{Alpha}.*", Pattern.DOTALL);

    private static final Path EMPTY = Path.of("");

    private Refusal() {}

    /** Returns the message for a failure, or picocli's own message if that one is clear. */
    public static String of(ParameterException failure) {
        CommandSpec command = failure.getCommandLine().getCommandSpec();
        if (failure instanceof UnmatchedArgumentException unmatched) {
            return unknown(command, unmatched.getUnmatched());
        }
        if (failure instanceof MissingParameterException) {
            return failure.getMessage() + ": " + seeHelp(command);
        }
        return conversion(failure).orElseGet(failure::getMessage);
    }

    /** Returns the message about a missing command. */
    public static String noCommand(CommandSpec program) {
        return "no command is given: " + choose(program);
    }

    /**
     * Returns the message about an option or argument with an empty path, which Java would treat as the current folder.
     */
    public static Optional<String> emptyPath(ArgSpec argument) {
        Object value = argument.getValue();
        Collection<?> values = value instanceof Collection<?> several ? several : Collections.singleton(value);
        return values.contains(EMPTY)
                ? Optional.of(name(argument) + " '' is not the name of a file or folder")
                : Optional.empty();
    }

    /**
     * Returns the message about unknown arguments. It omits the values of unknown options, which would look like
     * separate errors.
     */
    private static String unknown(CommandSpec command, List<String> arguments) {
        List<String> options = arguments.stream()
                .filter(argument -> OPTION.matcher(argument).matches())
                .map(argument -> argument.replaceFirst("(?s)=.*", ""))
                .distinct()
                .toList();
        if (options.isEmpty() && !command.subcommands().isEmpty()) {
            return "'" + arguments.get(0) + "' is not a command of " + command.qualifiedName() + ": " + choose(command);
        }
        List<String> named = options.isEmpty() ? arguments : options;
        String kind = options.isEmpty() ? "argument" : "option";
        return named.stream().map(argument -> "'" + argument + "'").collect(Collectors.joining(", "))
                + (named.size() == 1 ? " is not an " + kind : " are not " + kind + "s") + " of "
                + command.qualifiedName() + ": " + seeHelp(command);
    }

    private static Optional<String> conversion(ParameterException failure) {
        ArgSpec argument = failure.getArgSpec();
        if (!(failure.getCause() instanceof TypeConversionException) || argument == null) {
            return Optional.empty();
        }
        String name = name(argument);
        return argument.type() == boolean.class
                ? Optional.of(name + " takes no value, but has '" + failure.getValue() + "'")
                : NumberOption.named(name).map(option -> option.refusal(failure.getValue()));
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String choose(CommandSpec program) {
        List<String> commands = program.subcommands().values().stream()
                .map(CommandLine::getCommandName)
                .distinct()
                .toList();
        int last = commands.size() - 1;
        String choice = last == 0
                ? commands.get(0)
                : String.join(", ", commands.subList(0, last)) + " or " + commands.get(last);
        return "choose " + choice + " (" + program.qualifiedName() + " --help)";
    }

    private static String seeHelp(CommandSpec command) {
        return "see " + command.qualifiedName() + " --help";
    }
}
