package cutmix.trainer.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import cutmix.schemas.EpochMetricsJson;
import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.ZipEntries;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A checkpoint on disk: a zip file of {@code run.json}, {@code metrics.jsonl} and {@code network}, in the engine's own format.
 * The file is whole or not there; what was damaged later is found by the checksums of its entries.
 */
final class CheckpointFile {

    private static final String RUN = "run.json";
    private static final String METRICS = "metrics.jsonl";
    private static final String NETWORK = "network";
    private static final ObjectMapper JSON = new ObjectMapper();

    private CheckpointFile() {}

    /** Writes under a temporary name, and renames when the disk has every byte. */
    static void write(Path file, Checkpoint checkpoint, Engine engine) throws IOException {
        // One name for all: what a killed process left half written is overwritten.
        Path partial = file.resolveSibling("checkpoint.part");
        try {
            try (FileOutputStream out = new FileOutputStream(partial.toFile())) {
                write(out, checkpoint, engine);
                out.getFD().sync();
            }
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial); // There only where writing failed.
        }
        // The new name has to reach the disk, too.
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (ClosedByInterruptException e) {
            // The thread was told to end, and stays interrupted. The file is whole; only a power cut could still lose
            // its name.
        }
    }

    private static void write(OutputStream out, Checkpoint checkpoint, Engine engine) throws IOException {
        ObjectNode run = JSON.createObjectNode();
        run.set("run", JSON.valueToTree(checkpoint.run()));
        run.set("progress", JSON.valueToTree(checkpoint.progress()));
        run.put("metricsOffset", checkpoint.metricsOffset());
        String metrics =
                checkpoint.epochs().stream().map(EpochMetricsJson::write).collect(Collectors.joining("\n"));
        ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(out));
        zip.setLevel(Deflater.NO_COMPRESSION);
        zip.putNextEntry(new ZipEntry(RUN));
        zip.write(JSON.writeValueAsBytes(run));
        zip.putNextEntry(new ZipEntry(METRICS));
        zip.write(metrics.getBytes(StandardCharsets.UTF_8));
        zip.putNextEntry(new ZipEntry(NETWORK));
        engine.save(zip);
        zip.finish();
        zip.flush();
    }

    /** @throws IOException if the file is not whole */
    static SavedCheckpoint read(Path file) throws IOException {
        Map<String, byte[]> entries;
        try (InputStream in = Files.newInputStream(file)) {
            entries = ZipEntries.read(in, Set.of(RUN, METRICS, NETWORK));
        }
        try {
            JsonNode run = JSON.readTree(entries.get(RUN));
            Checkpoint checkpoint = new Checkpoint(
                    JSON.treeToValue(run.get("run"), RunIdentity.class),
                    JSON.treeToValue(run.get("progress"), EpochProgress.class),
                    run.get("metricsOffset").longValue(),
                    new String(entries.get(METRICS), StandardCharsets.UTF_8)
                            .lines()
                            .map(EpochMetricsJson::read)
                            .toList());
            return new SavedCheckpoint(file, checkpoint, () -> new ByteArrayInputStream(entries.get(NETWORK)));
        } catch (RuntimeException e) {
            throw new IOException("it was written by another version: " + e.getMessage(), e);
        }
    }
}
