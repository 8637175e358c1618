package cutmix.launcher.plan;

/** Builds {@link RunPlan.Processes} by option name. */
public final class ProcessesBuilder {
    private int augmenters;
    private String bootstrapServers;
    private int brokerPort;
    private boolean keepData;

    ProcessesBuilder() {}

    public ProcessesBuilder augmenters(int value) {
        augmenters = value;
        return this;
    }

    public ProcessesBuilder bootstrapServers(String value) {
        bootstrapServers = value;
        return this;
    }

    public ProcessesBuilder brokerPort(int value) {
        brokerPort = value;
        return this;
    }

    public ProcessesBuilder keepData(boolean value) {
        keepData = value;
        return this;
    }

    public RunPlan.Processes build() {
        return new RunPlan.Processes(augmenters, bootstrapServers, brokerPort, keepData);
    }
}
