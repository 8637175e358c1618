package cutmix.trainer.command;

import cutmix.process.KnownArguments;
import cutmix.process.option.Refusal;
import cutmix.schemas.failure.FailureHandler;
import io.quarkus.picocli.runtime.PicocliCommandLineFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import picocli.CommandLine;

/** Sets how the command line of the trainer is parsed, and how failures are reported. */
@ApplicationScoped
class CommandLineConfiguration {

    private static final FailureHandler FAILURES = FailureHandler.ofService();

    @Produces
    CommandLine commandLine(PicocliCommandLineFactory factory) {
        return factory.create()
                .setExecutionStrategy(KnownArguments.ofService())
                .setExecutionExceptionHandler(
                        (failure, command, parsed) -> FAILURES.handle(failure, command.getErr()::println))
                .setParameterExceptionHandler((failure, arguments) -> FAILURES.refuse(
                        Refusal.of(failure), failure.getCommandLine().getErr()::println));
    }
}
