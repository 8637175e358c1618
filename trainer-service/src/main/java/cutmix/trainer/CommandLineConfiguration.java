package cutmix.trainer;

import cutmix.schemas.UserException;
import io.quarkus.picocli.runtime.PicocliCommandLineFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import picocli.CommandLine;

/** One line for what the user can mend; a stack trace for bugs alone. */
@ApplicationScoped
class CommandLineConfiguration {

    @Produces
    CommandLine commandLine(PicocliCommandLineFactory factory) {
        return factory.create()
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof UserException) {
                        command.getErr().println("error: " + failure.getMessage());
                        return 1;
                    }
                    throw failure;
                })
                .setParameterExceptionHandler((failure, arguments) -> {
                    failure.getCommandLine().getErr().println("error: " + failure.getMessage());
                    return 2;
                });
    }
}
