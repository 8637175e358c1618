package cutmix.launcher.command;

import picocli.CommandLine.Option;

/** The option for the brokers that a command connects to if it does not start one. */
public final class BrokersOption {

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            defaultValue = "localhost:19092",
            description = "The Kafka brokers (default: ${DEFAULT-VALUE}, where ./cutmix run or kafka starts one).")
    public String bootstrapServers;
}
