package cutmix.trainer.stream;

import cutmix.schemas.EpochLayout;
import cutmix.schemas.SamplePosition;
import cutmix.schemas.UserException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Puts the samples of all partitions into one order, position after position, epoch after epoch. It drops what it has had (a
 * redelivery) and refuses a gap. Not thread-safe.
 */
final class StrictOrder {

    private final String topic;
    private final EpochLayout layout;
    private final List<Lane> lanes = new ArrayList<>();
    private SamplePosition next;
    private long redelivered;

    /** Begins with the sample {@code first}, whatever lies before it. */
    StrictOrder(String topic, EpochLayout layout, SamplePosition first) {
        this.topic = topic;
        this.layout = layout;
        this.next = first;
        for (int partition = 0; partition < layout.partitions(); partition++) {
            lanes.add(new Lane(firstOffsetFrom(first, partition)));
        }
    }

    /**
     * Takes the next record of a partition.
     *
     * @throws UserException if it belongs into another partition, or one before it is missing
     */
    void offer(int partition, long offset, TrainingSample sample) {
        int position = sample.at().position();
        if (position >= layout.size() || layout.partition(position) != partition) {
            throw misplaced(
                    partition,
                    offset,
                    sample,
                    "which does not belong there: was it written with another "
                            + "number of partitions? Delete the topic and load again");
        }
        Lane lane = lanes.get(partition);
        long place = layout.offset(sample.at());
        if (place < lane.expected) {
            redelivered++;
        } else if (place > lane.expected) {
            throw misplaced(
                    partition,
                    offset,
                    sample,
                    "but " + layout.at(partition, lane.expected)
                            + " is missing before it: delete the topic and load again");
        } else {
            lane.waiting.add(sample);
            lane.expected++;
        }
    }

    /** The next sample in training order, or null while its partition has not delivered it. */
    TrainingSample poll() {
        TrainingSample sample = lanes.get(partitionOfNext()).waiting.poll();
        if (sample != null) {
            next = layout.next(next);
        }
        return sample;
    }

    /** The place in the order of the sample that {@link #poll} gives next. */
    SamplePosition next() {
        return next;
    }

    int partitionOfNext() {
        return layout.partition(next.position());
    }

    /** Samples of a partition that wait for their turn. */
    int waiting(int partition) {
        return lanes.get(partition).waiting.size();
    }

    /** The least offset at which the next wanted record of a partition can lie. */
    long expectedOffset(int partition) {
        return lanes.get(partition).expected;
    }

    /** Records that were dropped because they had been seen. */
    long redelivered() {
        return redelivered;
    }

    private long firstOffsetFrom(SamplePosition first, int partition) {
        long before = first.position() / layout.partitions();
        int inRow = first.position() % layout.partitions();
        return layout.endOffset(partition, first.epoch() - 1) + before + (partition < inRow ? 1 : 0);
    }

    private UserException misplaced(int partition, long offset, TrainingSample sample, String why) {
        return new UserException("topic " + topic + ", partition " + partition + ", offset " + offset + " holds "
                + sample.at() + ", " + why);
    }

    /** One partition: how far it has delivered, and what waits for its turn. */
    private static final class Lane {
        private final Deque<TrainingSample> waiting = new ArrayDeque<>();
        private long expected;

        Lane(long expected) {
            this.expected = expected;
        }
    }
}
