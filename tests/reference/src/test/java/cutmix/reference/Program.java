package cutmix.reference;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;

/** The programs that the reference describes. */
enum Program {
    LAUNCHER("launcher", "cutmix.launcher.command.CutmixCommand"),
    BENCHMARKS("tests/bench", "cutmix.bench.BenchCommand"),
    LOADER("loader-service", "cutmix.loader.LoadCommand"),
    AUGMENT_WORKER("augment-service", null),
    TRAINER("trainer-service", "cutmix.trainer.command.TrainerCommand");

    /** The root of the repository. */
    static final Path HOME = Path.of("../..").toAbsolutePath().normalize();

    private final String module;
    private final String command;

    Program(String module, String command) {
        this.module = module;
        this.command = command;
    }

    Path sources() {
        return HOME.resolve(module).resolve("src/main/java");
    }

    /** The command line, only to be described; empty for a program without options. */
    Optional<CommandLine> commandLine() throws ClassNotFoundException {
        return command == null
                ? Optional.empty()
                : Optional.of(new CommandLine(Class.forName(command), new DescribedCommands()));
    }
}
