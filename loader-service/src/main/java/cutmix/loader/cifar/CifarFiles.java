package cutmix.loader.cifar;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The file names of the binary layout. */
final class CifarFiles {

    static final String FOLDER = "cifar-10-batches-bin";
    static final List<String> TRAIN =
            List.of("data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin");
    static final String TEST = "test_batch.bin";
    static final String CLASS_NAMES = "batches.meta.txt";

    private CifarFiles() {}

    /** Returns the image files, training files first. */
    static List<String> batches() {
        return Stream.concat(TRAIN.stream(), Stream.of(TEST)).toList();
    }

    static Stream<String> all() {
        return Stream.concat(batches().stream(), Stream.of(CLASS_NAMES));
    }

    /** Returns whether a folder directly contains any of the files. */
    static boolean anyIn(Path folder) {
        return all().anyMatch(name -> Files.exists(folder.resolve(name)));
    }
}
