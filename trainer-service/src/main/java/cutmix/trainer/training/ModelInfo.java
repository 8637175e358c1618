package cutmix.trainer.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.UserException;
import cutmix.trainer.engine.NetworkInput;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What a trained network is for. It lies in the network's file as {@code cutmix.json}, where Deeplearning4j passes it over.
 *
 * @param dataset the name of what it was trained with
 * @param classNames of its outputs, in their order
 * @param height of its images, in pixels
 * @param width of its images, in pixels
 * @param channels of its images; three are red, green and blue
 * @param divisor of the bytes: what the network takes are quotients in [0, 1], // (image, height, width, channel)
 */
public record ModelInfo(String dataset, List<String> classNames, int height, int width, int channels, int divisor) {

    private static final String ENTRY = "cutmix.json";
    private static final int BYTE_RANGE = 255;
    private static final ObjectMapper JSON = new ObjectMapper();

    public ModelInfo {
        classNames = List.copyOf(classNames);
    }

    /** A network that is trained with a dataset. */
    public static ModelInfo of(DatasetInfo info) {
        return new ModelInfo(
                info.getName(),
                info.getClassNames(),
                info.getHeight(),
                info.getWidth(),
                info.getChannels(),
                BYTE_RANGE);
    }

    /**
     * What a network's file says.
     *
     * @throws UserException if it says nothing, or is no such file
     */
    public static ModelInfo read(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry entry = zip.getEntry(ENTRY);
            if (entry == null) {
                throw new UserException(
                        file + " does not name its classes: an earlier version has written it; train again");
            }
            return JSON.readValue(zip.getInputStream(entry).readAllBytes(), ModelInfo.class);
        } catch (JsonProcessingException e) {
            throw new UserException(
                    file + " does not name its classes in a way that this version reads: train again", e);
        } catch (IOException e) {
            throw new UserException(file + " is not a network that train has written: " + e.getMessage(), e);
        }
    }

    /** What the network takes in and tells apart. */
    public NetworkInput input() {
        return new NetworkInput(height, width, channels, classNames.size());
    }

    /** Adds it to the zip file that a network was saved to. */
    void addTo(Path zipFile) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(zipFile)) {
            Files.write(zip.getPath(ENTRY), JSON.writeValueAsBytes(this));
        }
    }
}
