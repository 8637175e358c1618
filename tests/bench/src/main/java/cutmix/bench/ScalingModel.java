package cutmix.bench;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many samples a second augment workers could mix, each on a core of its own, beside a broker on a machine of its own.
 *
 * @param workerCost a worker's processor time for a sample, in seconds
 * @param brokerCost the broker's processor time for a sample on its way from the loader to the trainer, in seconds
 * @param brokerCores that the broker has
 * @param sampleBytes that leave the broker for a sample, to the worker and to the trainer
 * @param networkBytes a second that the broker's network carries
 * @param partitions of the topics; a partition is one worker's at a time
 */
record ScalingModel(
        double workerCost, double brokerCost, int brokerCores, int sampleBytes, double networkBytes, int partitions) {

    /** What can be the limit. */
    enum Limit {
        WORKERS("workers"),
        PARTITIONS("partitions, which the workers cannot share evenly"),
        BROKER("the broker's cores"),
        NETWORK("the broker's network");

        private final String label;

        Limit(String label) {
            this.label = label;
        }

        @Override
        public String toString() {
            return label;
        }
    }

    /** Samples a second. */
    double rate(int workers) {
        return limits(workers).values().stream().min(Comparator.naturalOrder()).orElseThrow();
    }

    /** What is slowest. */
    Limit limit(int workers) {
        return limits(workers).entrySet().stream()
                .min(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    /** The rate that each allows. A topic is mixed when the worker with the most partitions is through. */
    private Map<Limit, Double> limits(int workers) {
        int mostPartitions = (partitions + workers - 1) / workers;
        Map<Limit, Double> limits = new EnumMap<>(Limit.class);
        limits.put(Limit.WORKERS, workers / workerCost);
        limits.put(Limit.PARTITIONS, partitions / (mostPartitions * workerCost));
        limits.put(Limit.BROKER, brokerCores / brokerCost);
        limits.put(Limit.NETWORK, networkBytes / sampleBytes);
        return limits;
    }
}
