package cutmix.trainer.training;

import cutmix.schemas.UserException;
import cutmix.trainer.engine.Engine;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Where a trained network is kept. A reader finds a whole file or none. */
public final class ModelFile {

    private ModelFile() {}

    /** Makes sure, before a long run, that a file can be written there. */
    public static void prepare(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UserException("the folder " + folder + " for the model cannot be made: " + e.getMessage(), e);
        }
        if (!Files.isWritable(folder) || Files.isDirectory(file)) {
            throw new UserException("the model cannot be written to " + file + ": choose another --model");
        }
    }

    /** Writes network and info under a temporary name, then renames; where that fails, what was there before stays as it was. */
    public static void write(Engine engine, ModelInfo info, Path file) {
        Path partial = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (OutputStream out = Files.newOutputStream(partial)) {
                engine.save(out);
            }
            info.addTo(partial);
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UserException("the model cannot be written to " + file + ": " + e.getMessage(), e);
        } finally {
            partial.toFile().delete(); // There only where writing failed.
        }
    }
}
