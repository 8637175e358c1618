package cutmix.loader.folder;

import java.nio.file.Path;

/**
 * One image file.
 *
 * @param number of the image within its class, counted from 0
 */
record ImageFile(ClassFolder folder, int number) {

    Path path() {
        return folder.folder().resolve(folder.files().get(number));
    }
}
