package cutmix.schemas.lease;

import cutmix.schemas.Topics;
import org.apache.kafka.common.TopicPartition;

/**
 * A writer that only one process at a time may be. All candidates join one consumer group; whoever owns the partition writes.
 *
 * @param group of the candidates
 * @param partition which the owner must hold; its topic exists
 * @param clientId of this candidate, unless the configuration sets one
 * @param times after which the lease is handed on
 * @param busy what a candidate says while another one writes
 * @param lost what a writer says that may not write any more
 */
public record NamedWriter(
        String group, TopicPartition partition, String clientId, LeaseTimes times, String busy, String lost) {

    /** The loader of a pipeline: partition 0 of {@code dataset.info}. */
    public static NamedWriter loader(Topics topics, LeaseTimes times) {
        return new NamedWriter(
                topics.prefix() + "cutmix-loader",
                new TopicPartition(topics.datasetInfo(), 0),
                "loader-" + ProcessHandle.current().pid(),
                times,
                "another loader is writing to these topics",
                "this loader stood still, or Kafka did not hear of it, for more than "
                        + times.session().toSeconds()
                        + " s, so another one may write to its topics by now: run again to go on");
    }
}
