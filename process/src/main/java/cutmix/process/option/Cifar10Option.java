package cutmix.process.option;

import picocli.CommandLine.Option;

/** The place from which the loader downloads CIFAR-10. */
public class Cifar10Option {

    /** The archive of the authors. */
    public static final String ORIGINAL = "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz";

    public static final String NAME = "--cifar10-url";

    @Option(
            names = NAME,
            paramLabel = "URL",
            description = {
                "Download CIFAR-10 from this mirror of cifar-10-binary.tar.gz, by http or https",
                "(default: CUTMIX_LOADER_CIFAR10_URL, otherwise " + ORIGINAL + ")."
            })
    private String url;

    /** Null if the option is not given. */
    public String url() {
        return url;
    }
}
