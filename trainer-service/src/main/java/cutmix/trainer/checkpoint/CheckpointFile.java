package cutmix.trainer.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import cutmix.schemas.file.WholeFile;
import cutmix.schemas.metrics.EpochMetricsJson;
import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.archive.ZipEntries;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A checkpoint on disk: a zip file with {@code run.json}, {@code metrics.jsonl} and {@code network} in the engine's own
 * format. The file is created atomically; the checksums of its entries reveal later damage.
 */
final class CheckpointFile {

    private static final String RUN = "run.json";
    private static final String METRICS = "metrics.jsonl";
    private static final String NETWORK = "network";
    private static final int MOST_OF_RUN = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Rejects missing numbers, which Jackson otherwise reads as zero. */
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private CheckpointFile() {}

    /**
     * Writes the file as a {@link WholeFile}.
     *
     * @param partial temporary name, which no other process uses
     * @param guard called when all data is written, just before the file is renamed
     */
    static void write(Path file, Path partial, Checkpoint checkpoint, Engine engine, Runnable guard)
            throws IOException {
        new WholeFile(file, partial).write(written -> {
            try (OutputStream out = Files.newOutputStream(written)) {
                write(out, checkpoint, engine);
            }
            guard.run();
        });
    }

    private static void write(OutputStream out, Checkpoint checkpoint, Engine engine) throws IOException {
        ObjectNode run = JSON.createObjectNode();
        run.set("run", JSON.valueToTree(checkpoint.run()));
        run.put("id", checkpoint.id());
        run.set("progress", JSON.valueToTree(checkpoint.progress()));
        run.put("metricsOffset", checkpoint.metricsOffset());
        run.put("started", checkpoint.started());
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

    /** @throws IOException if the file is incomplete or holds invalid values */
    static SavedCheckpoint read(Path file) throws IOException {
        // Checkpoints are not compressed, but a tool may have repacked the file.
        int limit = (int) Math.min(Integer.MAX_VALUE - 8, MOST_OF_RUN + 4 * Files.size(file));
        try (ZipEntries entries = new ZipEntries(file)) {
            Checkpoint checkpoint = checkpoint(entry(entries, RUN, MOST_OF_RUN), entry(entries, METRICS, limit));
            byte[] network = entry(entries, NETWORK, limit);
            return new SavedCheckpoint(file, checkpoint, () -> new ByteArrayInputStream(network));
        } catch (JsonProcessingException e) {
            throw new IOException(RUN + " in it is damaged: " + e.getOriginalMessage(), e);
        } catch (RuntimeException e) {
            throw new IOException("it was written by another version: " + e.getMessage(), e);
        }
    }

    private static byte[] entry(ZipEntries entries, String name, int limit) throws IOException {
        return entries.read(name, limit).orElseThrow(() -> new IOException("it has no " + name));
    }

    private static Checkpoint checkpoint(byte[] json, byte[] metrics) throws IOException {
        JsonNode run = JSON.readTree(json);
        return Checkpoint.builder()
                .run(JSON.treeToValue(run.required("run"), RunIdentity.class))
                .id(run.path("id").asText(""))
                .progress(STRICT.treeToValue(run.required("progress"), EpochProgress.class))
                .metricsOffset(STRICT.treeToValue(run.required("metricsOffset"), long.class))
                .epochs(new String(metrics, StandardCharsets.UTF_8)
                        .lines()
                        .map(EpochMetricsJson::read)
                        .toList())
                .started(run.path("started").asLong())
                .build();
    }
}
