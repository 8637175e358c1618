package cutmix.loader.folder;

import cutmix.loader.dataset.SplitLimits;
import java.nio.file.Path;

/**
 * How a folder of images is read.
 *
 * @param imageSize height and width to scale to, in pixels
 * @param limits of the images that can be read, where others are left out
 * @param skipBad whether images that cannot be read are left out, rather than end the reading
 * @param temporary the folder for the decoded images
 */
public record FolderOptions(int imageSize, SplitLimits limits, boolean skipBad, Path temporary) {}
