package cutmix.bench;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;

/**
 * The number of samples per second that augment workers could mix, each on its own core, with a broker on a machine of
 * its own.
 *
 * @param workerCost a worker's processor time for a sample, in seconds
 * @param brokerCost the broker's processor time for a sample on its way from the loader to the trainer, in seconds
 * @param brokerCores number of the broker's cores
 * @param sampleBytes sent by the broker for a sample, to the worker and to the trainer
 * @param networkBytes bytes per second of the broker's network
 * @param partitions number of partitions of the topics; a partition is assigned to one worker at a time
 */
record ScalingModel(
        double workerCost, double brokerCost, int brokerCores, int sampleBytes, double networkBytes, int partitions) {

    static ScalingModelBuilder builder() {
        return new ScalingModelBuilder();
    }

    /** Possible bottlenecks. */
    enum Bottleneck {
        WORKERS("workers"),
        PARTITIONS("partitions, which the workers cannot share evenly"),
        BROKER("the broker's cores"),
        NETWORK("the broker's network");

        private final String label;

        Bottleneck(String label) {
            this.label = label;
        }

        @Override
        public String toString() {
            return label;
        }
    }

    /** Samples per second. */
    double rate(int workers) {
        return limits(workers).values().stream().min(Comparator.naturalOrder()).orElseThrow();
    }

    /** Returns the bottleneck. */
    Bottleneck bottleneck(int workers) {
        return limits(workers).entrySet().stream()
                .min(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    /**
     * The rate that each resource allows. Mixing a topic takes as long as the worker with the most partitions needs.
     */
    private Map<Bottleneck, Double> limits(int workers) {
        int mostPartitions = (partitions + workers - 1) / workers;
        Map<Bottleneck, Double> limits = new EnumMap<>(Bottleneck.class);
        limits.put(Bottleneck.WORKERS, workers / workerCost);
        limits.put(Bottleneck.PARTITIONS, partitions / (mostPartitions * workerCost));
        limits.put(Bottleneck.BROKER, brokerCores / brokerCost);
        limits.put(Bottleneck.NETWORK, networkBytes / sampleBytes);
        return limits;
    }
}
