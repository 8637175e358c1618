package cutmix.reference.documented;

import cutmix.reference.Program;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Parses the commands that start a program of this project, as the program would. */
final class ProgramUsage {

    /** A word that stands for a value, such as NAME or HOST:PORT. */
    private static final Pattern PLACEHOLDER = Pattern.compile("[A-Z]+([:_][A-Z]+)*");

    private static final String ELLIPSIS = "…";

    private ProgramUsage() {}

    /** Says what the program would refuse; empty if it accepts the command, or the command starts another program. */
    static Optional<String> problem(DocumentedCommand documented) throws Exception {
        ShellCommand command = documented.command();
        if (command.begins("./cutmix", "bench")) {
            return problem(documented, Program.BENCHMARKS, command.after(2));
        }
        if (command.begins("./cutmix")) {
            return problem(documented, Program.LAUNCHER, command.after(1));
        }
        if (command.begins("java", "-jar") && command.words().size() > 2) {
            for (Program program : Program.values()) {
                if (command.words().get(2).matches("(.*/)?" + program.module() + "/.*")) {
                    return problem(documented, program, command.after(3));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> problem(DocumentedCommand documented, Program program, List<String> arguments)
            throws Exception {
        if (arguments.contains(ELLIPSIS)
                || !arguments.isEmpty() && PLACEHOLDER.matcher(arguments.get(0)).matches()) {
            return Optional.empty();
        }
        Optional<CommandLine> parser = program.commandLine();
        if (parser.isEmpty()) {
            return arguments.isEmpty() ? Optional.empty() : Optional.of("the program has no options: " + arguments);
        }
        String[] typed = arguments.stream()
                .map(word -> PLACEHOLDER.matcher(word).matches() ? "1" : word)
                .toArray(String[]::new);
        try {
            // The benchmarks accept the names of their parts in any case.
            return parser.map(line -> line.setCaseInsensitiveEnumValuesAllowed(program == Program.BENCHMARKS))
                    .map(line -> line.parseArgs(typed))
                    .flatMap(ProgramUsage::unmatched);
        } catch (MissingParameterException e) {
            // A sentence may name a command or an option without its value.
            return documented.complete() ? Optional.of(e.getMessage()) : Optional.empty();
        } catch (ParameterException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** picocli ignores unknown arguments if help is requested. */
    private static Optional<String> unmatched(ParseResult parsed) {
        for (ParseResult command = parsed; command != null; command = command.subcommand()) {
            if (!command.unmatched().isEmpty()) {
                return Optional.of("unknown arguments: " + command.unmatched());
            }
        }
        return Optional.empty();
    }

    /** The names of the options of all commands. */
    static Set<String> options() throws Exception {
        Set<String> names = new TreeSet<>();
        for (Program program : Program.values()) {
            program.commandLine().stream().flatMap(ProgramUsage::all).forEach(command -> command.getCommandSpec()
                    .options()
                    .forEach(option -> names.addAll(List.of(option.names()))));
        }
        return names;
    }

    private static Stream<CommandLine> all(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(ProgramUsage::all));
    }
}
