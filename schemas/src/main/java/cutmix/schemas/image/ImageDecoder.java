package cutmix.schemas.image;

import cutmix.schemas.image.scale.ScaledImage;
import cutmix.schemas.image.source.EncodedImage;
import cutmix.schemas.image.source.ImageFormatException;
import cutmix.schemas.image.source.ImageSource;
import cutmix.schemas.image.source.MemoryNeed;
import cutmix.schemas.image.source.Orientation;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Decodes an image file into the input of a network, for training and for prediction: red, green and blue of an upright
 * image of a fixed size.
 *
 * <ul>
 * <li>The values are the stored ones: gray stays gray, and color profiles and gamma values are ignored. Samples of 16
 * bits are reduced to their high byte.
 *   <li>Transparent pixels are blended with white.
 * <li>Shrinking takes the mean over the area of each pixel; enlarging interpolates linearly, each axis separately. An
 * image that already has the target size keeps its pixels.
 * <li>The camera's orientation (EXIF) is applied.
 * </ul>
 *
 * <p>Thread-safe. A shared decoder limits the total memory of its threads.
 */
public final class ImageDecoder {

    private static final long MOST_PIXELS = 100_000_000;
    /** The maximum side of a JPEG image. */
    private static final int LONGEST_SIDE = 65_535;

    private static final String REPLACE = "replace or remove it";

    private final int height;
    private final int width;
    private final DecodingMemory memory;

    /**
     * @param height height of the scaled image, in pixels
     * @param width width of the scaled image, in pixels
     */
    public ImageDecoder(int height, int width) {
        this(height, width, DecodingMemory.ofProcess());
    }

    ImageDecoder(int height, int width, DecodingMemory memory) {
        this.height = height;
        this.width = width;
        this.memory = memory;
    }

    /**
     * Decodes a file to pixels of shape {@code (height, width, 3)}.
     *
     * @throws UnreadableImageException if the file does not exist or is not a complete image of a known format, if its
     *     header declares more than 100 million pixels or a side longer than 65,535, or if decoding needs too much
     *     memory
     */
    public byte[] decode(Path file) {
        if (Files.isDirectory(file)) {
            throw new UnreadableImageException(file, "is a directory", "name the images in it");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new UnreadableImageException(file, "is not a regular file", REPLACE);
        }
        try (ImageSource source = ImageSource.open(file)) {
            return decode(file, source);
        } catch (NoSuchFileException e) {
            throw new UnreadableImageException(file, "does not exist", "check its name", e);
        } catch (AccessDeniedException e) {
            throw new UnreadableImageException(file, "cannot be opened", "check its permissions", e);
        } catch (IOException e) {
            throw new UnreadableImageException(file, "cannot be read (" + oneLine(e) + ")", "check its disk", e);
        }
    }

    private byte[] decode(Path file, ImageSource source) throws IOException {
        if (source.size() == 0) {
            throw new UnreadableImageException(file, "is empty (0 bytes)", REPLACE);
        }
        ImageFormat format = ImageFormat.of(source.start(ImageFormat.START_LENGTH))
                .orElseThrow(
                        () -> new UnreadableImageException(file, "is not a " + ImageFormats.NAMES + " image", REPLACE));
        try {
            EncodedImage image = format.open(source);
            checkSize(file, image);
            return decode(image);
        } catch (ImageFormatException e) {
            String problem = e.fault().words() + " " + format.label() + " image (" + oneLine(e) + ")";
            throw new UnreadableImageException(file, problem, REPLACE, e);
        } catch (UnreadableImageException e) {
            throw e;
        } catch (RuntimeException e) {
            // Libraries throw many kinds of exceptions for damaged files.
            String problem =
                    "is a damaged " + format.label() + " image (" + e.getClass().getSimpleName() + ")";
            throw new UnreadableImageException(file, problem, REPLACE, e);
        }
    }

    private void checkSize(Path file, EncodedImage image) {
        String size = "has " + image.width() + " x " + image.height() + " pixels";
        if ((long) image.width() * image.height() > MOST_PIXELS
                || Math.max(image.width(), image.height()) > LONGEST_SIDE) {
            throw new UnreadableImageException(
                    file,
                    size + ", more than " + MOST_PIXELS + " in all or " + LONGEST_SIDE + " on a side",
                    "scale it down or remove it");
        }
        if (!memory.suffices(image.memory())) {
            throw new UnreadableImageException(
                    file,
                    size + ", whose scans take " + (image.memory().outside() >> 20) + " MiB of memory, more than "
                            + (memory.outside() >> 20),
                    "scale it down, save it with a single scan, or remove it");
        }
    }

    private byte[] decode(EncodedImage image) throws IOException {
        Orientation orientation = image.orientation();
        int storedHeight = orientation.swapsAxes() ? width : height;
        int storedWidth = orientation.swapsAxes() ? height : width;
        MemoryNeed need = image.memory().plusHeap(ScaledImage.heap(height, width));
        return memory.during(need, () -> {
            ScaledImage scaled = new ScaledImage(image.height(), image.width(), storedHeight, storedWidth);
            image.decode(scaled);
            if (!scaled.isComplete()) {
                throw ImageFormatException.truncated("rows are missing");
            }
            return orientation.upright(scaled.pixels(), height, width);
        });
    }

    private static String oneLine(Exception e) {
        String message =
                e.getMessage() == null ? "" : e.getMessage().lines().findFirst().orElse("");
        return message.isBlank() ? e.getClass().getSimpleName() : message;
    }
}
