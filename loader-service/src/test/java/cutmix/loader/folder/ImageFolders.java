package cutmix.loader.folder;

import cutmix.loader.dataset.Split;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Small folders of image files. */
public final class ImageFolders {

    private ImageFolders() {}

    /** Writes an image of one color to a file. The file's ending determines the format. */
    public static Path write(Path file, Color color, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(color);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return write(file, image);
    }

    static Path write(Path file, BufferedImage image) throws IOException {
        Files.createDirectories(file.getParent());
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        try (OutputStream out = Files.newOutputStream(file)) {
            ImageIO.write(image, name.endsWith("png") ? "png" : "jpg", out);
        }
        return file;
    }

    /** The red of the first pixel of each image. */
    static List<Integer> reds(Split split) {
        return IntStream.range(0, split.size())
                .mapToObj(index -> split.pixels(index)[0] & 0xFF)
                .toList();
    }

    static List<Integer> labels(Split split) {
        return IntStream.range(0, split.size()).map(split::label).boxed().toList();
    }
}
