package cutmix.trainer.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import cutmix.schemas.EpochMetricsJson;
import cutmix.schemas.file.WholeFile;
import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.ZipEntries;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** Writes the file as a {@link WholeFile}. */
    static void write(Path file, Checkpoint checkpoint, Engine engine) throws IOException {
        // All checkpoints share one temporary name, so that the next one overwrites what a killed process has left.
        new WholeFile(file, file.resolveSibling("checkpoint.part")).write(partial -> {
            try (OutputStream out = Files.newOutputStream(partial)) {
                write(out, checkpoint, engine);
            }
        });
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
