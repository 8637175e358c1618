package cutmix.trainer.engine.library;

import cutmix.schemas.failure.UserException;
import cutmix.schemas.file.FileFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * A folder with the jars of an engine. A separate class loader reads it, because each library needs the JavaCPP version
 * that it was built with, and a common class path can hold only one.
 *
 * @param name name of the library
 */
public record EngineFolder(String name, Path path) {

    public boolean exists() {
        return Files.isDirectory(path);
    }

    /**
     * Loads the library.
     *
     * @throws UserException if the folder does not exist or contains no engine
     */
    public EngineLibrary load() {
        if (!exists()) {
            throw new UserException("the engine " + name + " is missing: there is no folder " + path
                    + "; build it with mvn package, or set cutmix.trainer.engines to the folder of the engines");
        }
        try (Stream<Path> files = Files.list(path)) {
            URL[] jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .map(EngineFolder::url)
                    .toArray(URL[]::new);
            EngineClassLoader loader = new EngineClassLoader(jars, EngineLibrary.class.getClassLoader());
            return ServiceLoader.load(EngineLibrary.class, loader)
                    .findFirst()
                    .orElseThrow(() -> new UserException("the folder " + path + " contains no engine: build it again"));
        } catch (IOException e) {
            FileFailure failure = FileFailure.of(e);
            throw new UserException(
                    "the folder " + path + " cannot be read (" + failure.cause() + "): " + failure.remedy(), e);
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
