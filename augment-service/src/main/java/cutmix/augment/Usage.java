package cutmix.augment;

import cutmix.schemas.failure.ExitCode;
import cutmix.schemas.failure.FailureLine;
import java.io.PrintStream;
import java.util.List;

/**
 * The response to command-line arguments. A worker accepts none except for help; environment variables configure it.
 */
record Usage(int exitCode, String text) {

    private static final String HELP =
            """
            Usage: augment-service [-h]
            Mix the images of the topic images.train and write them to images.cutmix, until
            stopped. Any number of workers can share the work.
              -h, --help   Show this help and exit.

            Environment:
              KAFKA_BOOTSTRAP_SERVERS   the Kafka brokers (default: localhost:9092)
              CUTMIX_TOPIC_PREFIX       text before all topic names
              CUTMIX_AUGMENT_ALPHA      CutMix draws lambda from Beta(alpha, alpha) (default: 0.25)
              QUARKUS_PROFILE           strong: also flip and crop images, and mix a quarter of them;
                                        local: run several services on one machine
            docs/reference/settings.md lists the others.

            Exit codes: 0 or 143 the worker was stopped, 1 it failed, 2 an argument or a setting is wrong.""";

    /** Returns the response to arguments. There must be at least one. */
    static Usage of(List<String> arguments) {
        String first = arguments.get(0);
        return first.equals("-h") || first.equals("--help")
                ? new Usage(ExitCode.OK.code(), HELP)
                : new Usage(
                        ExitCode.WRONG_SETTING.code(),
                        FailureLine.of("augment-service takes no arguments, but got " + first
                                + ": set environment variables, see augment-service --help"));
    }

    /** Prints an error to {@code err}, and help to {@code out}. */
    void print(PrintStream out, PrintStream err) {
        (exitCode == 0 ? out : err).println(text);
    }
}
