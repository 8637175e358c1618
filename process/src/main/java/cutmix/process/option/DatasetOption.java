package cutmix.process.option;

import picocli.CommandLine.Option;

/** The dataset that the loader reads. */
public class DatasetOption {

    @Option(
            names = "--dataset",
            paramLabel = "sample|cifar10|PATH",
            description = {
                "sample: built-in drawings, 10 classes, 32 x 32 pixels;",
                "cifar10: downloaded once, 170 MB;",
                "or a path: a folder with train/CLASS/ and test/CLASS/ of image files (PNG, JPEG, WebP, GIF, BMP or TIFF),"
                        + " a folder in the binary layout of CIFAR-10, or cifar-10-binary.tar.gz",
                "(default: ${DEFAULT-VALUE})."
            })
    private String dataset = "sample";

    public String dataset() {
        return dataset;
    }
}
