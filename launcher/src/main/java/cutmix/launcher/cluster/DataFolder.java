package cutmix.launcher.cluster;

import cutmix.launcher.data.BrokerData;
import cutmix.launcher.installation.FileTree;
import cutmix.schemas.failure.SettingException;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.file.FileFailure;
import cutmix.schemas.file.FileName;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of a broker's data, configuration and log.
 *
 * @param kafka the broker's folder
 * @param outer the folder that is removed at the end; empty if the data is kept
 * @param claim held while this process lives, if the data is removed
 */
record DataFolder(Path kafka, Optional<Path> outer, Optional<FileLock> claim) {

    private static final Path RUNS = Path.of("runs");

    /**
     * Creates a folder that is removed at the end. If this process is killed, the next command that starts a broker
     * removes the folder.
     */
    static DataFolder removed() {
        String time = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT)
                .format(LocalDateTime.now(ZoneId.systemDefault()));
        Path outer = RUNS.resolve("kafka-" + time);
        Path kafka = outer.resolve("kafka");
        try {
            BrokerData.removeLeftBehind(RUNS, name -> true);
            return new DataFolder(kafka, Optional.of(outer), Optional.of(new BrokerData(kafka).claim()));
        } catch (IOException e) {
            throw new UserException(
                    "the folder " + kafka + " cannot be created ("
                            + FileFailure.of(e).cause() + "): start in a folder that you may write to, or give --data",
                    e);
        }
    }

    /**
     * Opens a folder whose data is kept: a new or empty folder, the folder of a broker, or the folder of a run that has
     * a broker's folder {@code kafka}.
     *
     * @throws SettingException if it is none of these, or another broker is using it
     */
    static DataFolder kept(Path folder) {
        Path ofRun = folder.resolve("kafka");
        Path kafka = new BrokerData(ofRun).exist() ? ofRun : folder;
        BrokerData data = new BrokerData(kafka);
        if (data.areServed()) {
            throw wrong(folder, "is served by a broker that is running: stop that one, or give another folder");
        }
        if (data.areClaimed()) {
            throw wrong(folder, "is of a run that does not keep its data: run it with --keep-data");
        }
        if (!data.exist()) {
            requireEmpty(folder);
        }
        return new DataFolder(kafka, Optional.empty(), Optional.empty());
    }

    private static void requireEmpty(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw wrong(folder, "is not a folder: give a new one, or that of a run with --keep-data");
        }
        try (Stream<Path> files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw wrong(
                        folder,
                        "holds other files, and no data of a broker: give a new folder, or that of a run with --keep-data");
            }
        } catch (IOException e) {
            throw wrong(folder, "cannot be read (" + FileFailure.of(e).cause() + "): give another folder");
        }
    }

    private static SettingException wrong(Path folder, String what) {
        return new SettingException("--data '" + FileName.printable(folder) + "' " + what);
    }

    /**
     * Removes the data unless it is kept. The broker must have ended.
     *
     * @param logsStay whether to keep the logs beside the data
     */
    void close(boolean logsStay) {
        outer.ifPresent(folder -> {
            try {
                new BrokerData(kafka).remove();
                if (!logsStay) {
                    FileTree.delete(folder);
                }
            } catch (IOException e) {
                throw new UserException(
                        "the broker's data in " + folder + " could not be removed (" + e
                                + "): remove that folder yourself",
                        e);
            }
        });
    }
}
