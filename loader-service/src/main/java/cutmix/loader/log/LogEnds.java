package cutmix.loader.log;

import cutmix.schemas.order.EpochLayout;
import cutmix.schemas.order.SamplePosition;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The end of each partition of a topic. Partitions may end at different samples.
 *
 * @param ends the end offset of each partition
 */
public record LogEnds(EpochLayout layout, List<Long> ends) {

    public LogEnds {
        if (ends.size() != layout.partitions()) {
            throw new IllegalArgumentException(ends.size() + " end offsets for " + layout);
        }
        ends = List.copyOf(ends);
    }

    /** Returns whether the topic has never contained a record. */
    public boolean isEmpty() {
        return ends.stream().allMatch(end -> end == 0);
    }

    /** Returns whether the topic contains this sample. */
    public boolean holds(SamplePosition sample) {
        return layout.offset(sample) < ends.get(layout.partition(sample.position()));
    }

    /** Returns the first sample, in training order, that the topic lacks. */
    public SamplePosition firstMissing() {
        return filledPartitions()
                .mapToObj(partition -> layout.at(partition, ends.get(partition)))
                .min(Comparator.comparingInt(SamplePosition::epoch).thenComparingInt(SamplePosition::position))
                .orElseThrow();
    }

    /** Returns the number of samples of the first epochs that the topic lacks. */
    public long missing(int epochs) {
        return IntStream.range(0, ends.size())
                .mapToLong(partition -> Math.max(0, layout.endOffset(partition, epochs) - ends.get(partition)))
                .sum();
    }

    /** Returns a partition that contains more than this number of epochs; empty if there is none. */
    public OptionalInt partitionBeyond(int epochs) {
        return IntStream.range(0, ends.size())
                .filter(partition -> ends.get(partition) > layout.endOffset(partition, epochs))
                .findFirst();
    }

    private IntStream filledPartitions() {
        return IntStream.range(0, ends.size()).filter(partition -> layout.sliceSize(partition) > 0);
    }
}
