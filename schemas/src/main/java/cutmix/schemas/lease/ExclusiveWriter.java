package cutmix.schemas.lease;

import cutmix.schemas.kafka.ConsumerGroups;
import cutmix.schemas.kafka.Topics;
import org.apache.kafka.common.TopicPartition;

/**
 * A writer's role that only one process at a time may have. All candidates join one consumer group; the owner of the
 * partition may write.
 *
 * @param group consumer group of the candidates
 * @param partition the partition that the writer must own; its topic exists
 * @param clientId client id of this candidate, unless the configuration sets one
 * @param times time limits of the lease
 * @param resumes whether a writer whose session has expired may continue if no other candidate has held the lease
 *     since; otherwise the lease is lost at once
 * @param busy the line that a candidate prints while another one writes
 * @param lost the error message of a writer that has lost the lease
 */
public record ExclusiveWriter(
        String group,
        TopicPartition partition,
        String clientId,
        LeaseTimes times,
        boolean resumes,
        String busy,
        String lost) {

    /**
     * The loader of a pipeline: partition 0 of {@code dataset.info}. Its records are refused after its lease has
     * expired.
     */
    public static ExclusiveWriter loader(Topics topics, LeaseTimes times) {
        String group = new ConsumerGroups(topics).loader();
        TopicPartition partition = new TopicPartition(topics.datasetInfo(), 0);
        String clientId = "loader-" + ProcessHandle.current().pid();
        boolean resumes = false;
        String busy = "another loader is writing to these topics";
        String lost = "this loader was paused, or could not reach Kafka, for more than " + seconds(times)
                + ", so another loader may be writing to its topics: run again to resume";
        return new ExclusiveWriter(group, partition, clientId, times, resumes, busy, lost);
    }

    /**
     * The trainer of a run: partition 0 of {@code training.metrics}. If the brokers do not answer, the trainer waits.
     */
    public static ExclusiveWriter trainer(Topics topics, String run, LeaseTimes times) {
        String group = new ConsumerGroups(topics).trainer(run);
        TopicPartition partition = new TopicPartition(topics.metrics(), 0);
        String clientId = "trainer-" + ProcessHandle.current().pid();
        boolean resumes = true;
        String busy = "run '" + run + "' is trained by another trainer";
        String lost = busy + " now, because this one was suspended, or could not reach Kafka, for more than "
                + seconds(times) + ": let the other one finish";
        return new ExclusiveWriter(group, partition, clientId, times, resumes, busy, lost);
    }

    private static String seconds(LeaseTimes times) {
        return times.session().toSeconds() + " s";
    }
}
