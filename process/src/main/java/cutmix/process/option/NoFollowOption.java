package cutmix.process.option;

import picocli.CommandLine.Option;

/** Whether a command exits at the end of a topic. */
public class NoFollowOption {

    @Option(names = "--no-follow", description = "Exit after the existing records instead of waiting for new ones.")
    private boolean noFollow;

    public boolean noFollow() {
        return noFollow;
    }
}
