package cutmix.loader.folder;

import cutmix.loader.dataset.SplitLimits;
import java.nio.file.Path;

/**
 * Options for reading a folder of images.
 *
 * @param imageSize height and width of the scaled images, in pixels
 * @param limits limits on the images; with {@code skipBad}, only readable images count
 * @param skipBad whether unreadable images are skipped; otherwise, reading fails
 * @param temporary the folder for the decoded images
 */
public record FolderOptions(int imageSize, SplitLimits limits, boolean skipBad, Path temporary) {}
