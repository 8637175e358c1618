package cutmix.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The rates with more machines, computed from the measured costs. */
final class ScalingRows {

    private static final double SAMPLES = 1e9;
    private static final int PARTITIONS = 32;
    private static final int BROKER_CORES = 8;
    private static final int SAMPLE_BYTES = 2 * 3200;
    private static final double NETWORK_BYTES = 10e9 / 8;

    private ScalingRows() {}

    /**
     * For 1 to 32 workers of one core each, and one broker with eight cores and ten gigabits per second.
     *
     * @param workerCost a worker's processor time for a sample, in seconds
     * @param brokerCost the broker's processor time for a sample, in seconds
     */
    static List<Row> of(double workerCost, double brokerCost) {
        ScalingModel model = ScalingModel.builder()
                .workerCost(workerCost)
                .brokerCost(brokerCost)
                .brokerCores(BROKER_CORES)
                .sampleBytes(SAMPLE_BYTES)
                .networkBytes(NETWORK_BYTES)
                .partitions(PARTITIONS)
                .build();
        List<Row> rows = new ArrayList<>();
        rows.add(new Row(
                "processor time of a sample",
                String.format(Locale.ROOT, "worker %.1f µs, broker %.1f µs", 1e6 * workerCost, 1e6 * brokerCost),
                "",
                ""));
        for (int workers = 1; workers <= PARTITIONS; workers *= 2) {
            double rate = model.rate(workers);
            rows.add(new Row(
                    "computed for " + workers + (workers == 1 ? " worker" : " workers"),
                    String.format(Locale.ROOT, "%,.0f samples/s; 10⁹ in %.1f h", rate, SAMPLES / rate / 3600),
                    Row.times(rate / model.rate(1)),
                    "limit: " + model.bottleneck(workers)));
        }
        return rows;
    }
}
