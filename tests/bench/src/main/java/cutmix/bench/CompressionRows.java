package cutmix.bench;

import cutmix.schemas.kafka.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Costs and savings of image compression: the loader with each of Kafka's faster codecs. */
final class CompressionRows {

    private static final int EPOCHS = 60;

    private CompressionRows() {}

    /**
     * @param dataset option of the loader; drawn images compress better than photographs
     */
    static List<Row> all(Cluster cluster, String dataset) throws IOException, InterruptedException {
        LoadBenchmark load = new LoadBenchmark(dataset, EPOCHS);
        List<Row> rows = new ArrayList<>();
        double plainRate = 0;
        double plainBytes = 0;
        for (String codec : List.of("none", "lz4", "zstd")) {
            Topics topics = new Topics(codec + ".");
            ThroughputProbe probe =
                    load.into(topics, cluster, Map.of("MP_MESSAGING_OUTGOING_IMAGES_COMPRESSION_TYPE", codec));
            double bytes = (double) cluster.diskBytes(topics.trainImages()) / load.records();
            if (codec.equals("none")) {
                plainRate = probe.rate();
                plainBytes = bytes;
            }
            rows.add(new Row(
                    "compression " + codec,
                    String.format(Locale.ROOT, "%,.0f records/s, %,.0f bytes each", probe.rate(), bytes),
                    String.format(
                            Locale.ROOT,
                            "%s of the speed, %s of the bytes",
                            Row.times(probe.rate() / plainRate),
                            Row.times(bytes / plainBytes)),
                    ""));
        }
        return rows;
    }
}
