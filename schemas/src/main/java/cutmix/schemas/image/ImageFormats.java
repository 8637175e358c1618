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
     * Whether a file name is that of an image: it has one of the endings above, in upper or lower case, and is not
     * hidden (does not start with a dot). The decoder itself uses a file's first bytes, not its name.
     *
     * @param fileName without its folder
     */
    public static boolean isImage(String fileName) {
        String lower = fileName.toLowerCase(Locale.ROOT);
        return !fileName.startsWith(".") && ENDINGS.stream().anyMatch(lower::endsWith);
    }
}
