package cutmix.loader;

import cutmix.loader.dataset.SplitLimits;
import java.nio.file.Path;

/**
 * The images to load.
 *
 * @param dataset {@code sample}, {@code cifar10} or a path
 * @param seed the seed of drawn images
 * @param imageSize height and width of images from image files, in pixels
 * @param skipBad whether unreadable image files are skipped
 * @param cache the folder for downloads and decoded images
 */
record DatasetRequest(String dataset, SplitLimits limits, long seed, int imageSize, boolean skipBad, Path cache) {}
