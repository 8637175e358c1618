package cutmix.schemas.image;

import java.util.List;
import java.util.Locale;

/** The image formats that {@link ImageDecoder} reads, and the file name endings under which they are looked for. */
public final class ImageFormats {

    /** For messages and help. */
    public static final String NAMES = "PNG, JPEG, WebP, GIF, BMP or TIFF";

    private static final List<String> ENDINGS =
            List.of(".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".webp", ".gif", ".bmp", ".dib", ".tif", ".tiff");

    private ImageFormats() {}

    /**
     * Whether a file is an image by its name: it has one of the endings above, in upper or lower case, and is not hidden (does
     * not start with a dot). The decoder itself goes by a file's first bytes, not by its name.
     *
     * @param fileName without its folder
     */
    public static boolean isImage(String fileName) {
        String lower = fileName.toLowerCase(Locale.ROOT);
        return !fileName.startsWith(".") && ENDINGS.stream().anyMatch(lower::endsWith);
    }
}
