package cutmix.trainer.command;

import cutmix.process.KnownArguments;
import cutmix.process.option.Refusal;
import cutmix.schemas.failure.FailureLine;
import cutmix.schemas.failure.SettingException;
import cutmix.schemas.failure.UserException;
import io.quarkus.picocli.runtime.PicocliCommandLineFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Lines for what the user can mend; a stack trace for bugs alone. */
@ApplicationScoped
class CommandLineConfiguration {

    private static final Logger LOGGER = LoggerFactory.getLogger(CommandLineConfiguration.class);

    @Produces
    CommandLine commandLine(PicocliCommandLineFactory factory) {
        return factory.create()
                .setExecutionStrategy(KnownArguments.ofService())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    FailureLine.all(failure).forEach(command.getErr()::println);
                    if (!(failure instanceof UserException)) {
                        LOGGER.error("A failure that is not the user's to mend", failure);
                    }
                    return SettingException.exitCode(failure);
                })
                .setParameterExceptionHandler((failure, arguments) -> {
                    failure.getCommandLine().getErr().println(FailureLine.of(Refusal.of(failure)));
                    return 2;
                });
    }
}
