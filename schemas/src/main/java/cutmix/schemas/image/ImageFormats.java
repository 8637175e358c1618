package cutmix.schemas.image;

import java.util.List;
import java.util.Locale;

/** The image formats that {@link ImageDecoder} reads, and their file name endings. */
public final class ImageFormats {

    /** The names of the formats, for messages and help. */
    public static final String NAMES = "PNG, JPEG, WebP, GIF, BMP or TIFF";

    private static final List<String> ENDINGS =
            List.of(".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".webp", ".gif", ".bmp", ".dib", ".tif", ".tiff");

    private ImageFormats() {}

    /**
     * Returns whether a file name is the name of an image: it ends with one of the endings above, in upper or lower
     * case, and does not start with a dot. The decoder itself uses the first bytes of a file, not its name.
     *
     * @param fileName name of the file, without its folder
     */
    public static boolean isImage(String fileName) {
        String lower = fileName.toLowerCase(Locale.ROOT);
        return !fileName.startsWith(".") && ENDINGS.stream().anyMatch(lower::endsWith);
    }
}
