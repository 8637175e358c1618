package cutmix.schemas.image.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cutmix.schemas.image.ImageDecoder;
import cutmix.schemas.image.UnreadableImageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Decodes bytes through a file, as callers do. */
public final class Decoding {

    private Decoding() {}

    /** Returns the pixels, 0 to 255 each, of shape {@code (height, width, 3)}. */
    public static int[] decoded(byte[] file, int height, int width) {
        byte[] pixels = withFile(file, path -> new ImageDecoder(height, width).decode(path));
        int[] values = new int[pixels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = pixels[i] & 0xFF;
        }
        return values;
    }

    /** The problem of a file, from the message. */
    public static String problem(byte[] file) {
        UnreadableImageException refusal = withFile(
                file,
                path -> catchThrowableOfType(
                        UnreadableImageException.class, () -> new ImageDecoder(4, 4).decode(path)));
        assertThat(refusal).as("the image is refused").isNotNull();
        assertThat(refusal.getMessage()).doesNotContain("\n");
        return refusal.problem();
    }

    /** Whether a file is an image. */
    public static boolean isReadable(byte[] file) {
        return withFile(file, path -> {
            try {
                new ImageDecoder(4, 4).decode(path);
                return true;
            } catch (UnreadableImageException e) {
                return false;
            }
        });
    }

    private interface Action<T> {
        T apply(Path file) throws IOException;
    }

    private static <T> T withFile(byte[] bytes, Action<T> action) {
        try {
            Path file = Files.createTempFile("image", "");
            try {
                return action.apply(Files.write(file, bytes));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
