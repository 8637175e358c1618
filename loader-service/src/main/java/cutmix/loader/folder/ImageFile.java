package cutmix.loader.folder;

import java.nio.file.Path;
import java.util.Comparator;

/**
 * An image file.
 *
 * @param folder the folder of its class
 * @param name path of the file relative to that folder, with slashes
 * @param flaw why the file cannot be found by this name, as a line for the user; empty if it can be found
 */
record ImageFile(Path folder, String name, String flaw) implements Comparable<ImageFile> {

    private static final Comparator<ImageFile> ORDER =
            Comparator.comparing(ImageFile::name).thenComparing(ImageFile::folder);

    Path path() {
        return folder.resolve(name);
    }

    @Override
    public int compareTo(ImageFile other) {
        return ORDER.compare(this, other);
    }
}
