package cutmix.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;

/** The programs of the project. */
public enum Program {
    LAUNCHER("launcher", "CutmixCommand"),
    BENCHMARKS("tests/bench", "BenchCommand"),
    LOADER("loader-service", "LoadCommand"),
    AUGMENT_WORKER("augment-service", null),
    TRAINER("trainer-service", "TrainerCommand");

    /** The root of the repository. */
    public static final Path HOME = Path.of("../..").toAbsolutePath().normalize();

    private final String module;
    private final String command;

    Program(String module, String command) {
        this.module = module;
        this.command = command;
    }

    /** The folder of its module, relative to the root of the repository. */
    public String module() {
        return module;
    }

    /** With the modules that only this program uses. */
    Path folder() {
        return HOME.resolve(module);
    }

    Path sources() {
        return folder().resolve("src/main/java");
    }

    /** The command line, for description only; empty for a program without options. */
    public Optional<CommandLine> commandLine() throws IOException, ClassNotFoundException {
        return command == null
                ? Optional.empty()
                : Optional.of(new CommandLine(Class.forName(className()), new DescribedCommands()));
    }

    /** The name of the class with its package. */
    private String className() throws IOException {
        try (Stream<Path> files = Files.walk(sources())) {
            Path file = files.filter(path -> path.endsWith(command + ".java"))
                    .findAny()
                    .orElseThrow();
            return sources().relativize(file.resolveSibling(command)).toString().replace('/', '.');
        }
    }
}
