package cutmix.trainer.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.EpochLayout;
import cutmix.schemas.SamplePosition;
import cutmix.schemas.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StrictOrderTest {

    private static final int EPOCHS = 3;
    private static final SamplePosition START = new SamplePosition(1, 0);
    private static final EpochLayout LAYOUT = EpochLayout.ofTraining(Samples.INFO);

    @Property(tries = 300)
    void any_interleaving_with_redeliveries_yields_every_position_once_in_order(
            @ForAll @IntRange(min = 1, max = 40) int size,
            @ForAll @IntRange(min = 1, max = 7) int partitions,
            @ForAll Random random) {
        // Given
        EpochLayout layout = new EpochLayout(size, partitions);
        StrictOrder order = new StrictOrder("images", layout, START);
        List<List<SamplePosition>> logs = logsWithRedeliveries(layout, random);

        // When
        List<SamplePosition> got = deliver(order, logs, random);

        // Then
        assertThat(got).isEqualTo(trainingOrder(layout, START));
        assertThat(order.redelivered())
                .isEqualTo(logs.stream().mapToInt(List::size).sum() - (long) EPOCHS * size);
    }

    @Property(tries = 300)
    void started_anywhere_it_goes_on_from_there(
            @ForAll @IntRange(min = 1, max = 40) int size,
            @ForAll @IntRange(min = 1, max = 7) int partitions,
            @ForAll @IntRange(min = 1, max = EPOCHS) int epoch,
            @ForAll Random random) {
        // Given
        EpochLayout layout = new EpochLayout(size, partitions);
        SamplePosition first = new SamplePosition(epoch, random.nextInt(size));
        StrictOrder order = new StrictOrder("images", layout, first);

        // When
        List<SamplePosition> got = deliver(order, logsWithRedeliveries(layout, random), random);

        // Then
        assertThat(got).isEqualTo(trainingOrder(layout, first));
    }

    @Test
    void a_gap_is_refused_with_its_place_and_what_is_missing() {
        // Given
        StrictOrder order = new StrictOrder("images", LAYOUT, START);
        order.offer(1, 0, Samples.at(1, 1));

        // When, Then
        assertThatThrownBy(() -> order.offer(1, 7, Samples.at(1, 9)))
                .isInstanceOf(UserException.class)
                .hasMessage("topic images, partition 1, offset 7 holds epoch 1, position 9, but epoch 1, position 5 is "
                        + "missing before it: delete the topic and load again");
    }

    @Test
    void a_gap_at_the_end_of_an_epoch_is_refused() {
        // Given
        StrictOrder order = new StrictOrder("images", LAYOUT, new SamplePosition(1, 9));

        // When, Then
        assertThatThrownBy(() -> order.offer(1, 2, Samples.at(2, 1)))
                .hasMessageContaining("holds epoch 2, position 1, but epoch 1, position 9 is missing");
    }

    @Test
    void a_record_of_another_partition_is_refused() {
        StrictOrder order = new StrictOrder("images", LAYOUT, START);

        assertThatThrownBy(() -> order.offer(2, 0, Samples.at(1, 3)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("topic images, partition 2, offset 0 holds epoch 1, position 3, which does not "
                        + "belong there");
    }

    @Test
    void a_position_beyond_the_epoch_is_refused() {
        StrictOrder order = new StrictOrder("images", LAYOUT, START);

        assertThatThrownBy(() -> order.offer(2, 0, Samples.at(1, 10)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("holds epoch 1, position 10, which does not belong there");
    }

    /** Each partition's log, in which now and then a stretch up to the newest record is written a second time. */
    private static List<List<SamplePosition>> logsWithRedeliveries(EpochLayout layout, Random random) {
        List<List<SamplePosition>> logs = new ArrayList<>();
        for (int partition = 0; partition < layout.partitions(); partition++) {
            List<SamplePosition> log = new ArrayList<>();
            for (int offset = 0; offset < layout.endOffset(partition, EPOCHS); offset++) {
                log.add(layout.at(partition, offset));
                if (random.nextInt(4) == 0) {
                    int from = random.nextInt(offset + 1);
                    for (int again = from; again <= offset; again++) {
                        log.add(layout.at(partition, again));
                    }
                }
            }
            logs.add(log);
        }
        return logs;
    }

    /** Offers the logs from where the order wants to be sought to, in random turns, and polls in between. */
    private static List<SamplePosition> deliver(StrictOrder order, List<List<SamplePosition>> logs, Random random) {
        List<SamplePosition> got = new ArrayList<>();
        int[] offsets = IntStream.range(0, logs.size())
                .map(partition -> (int) order.expectedOffset(partition))
                .toArray();
        List<Integer> open =
                new ArrayList<>(IntStream.range(0, logs.size()).boxed().toList());
        while (!open.isEmpty()) {
            int partition = open.get(random.nextInt(open.size()));
            if (offsets[partition] >= logs.get(partition).size()) {
                open.remove((Integer) partition);
                continue;
            }
            SamplePosition at = logs.get(partition).get(offsets[partition]);
            order.offer(partition, offsets[partition]++, Samples.at(at.epoch(), at.position()));
            if (random.nextInt(3) == 0) {
                drain(order, got);
            }
        }
        drain(order, got);
        return got;
    }

    private static void drain(StrictOrder order, List<SamplePosition> into) {
        for (TrainingSample sample = order.poll(); sample != null; sample = order.poll()) {
            into.add(sample.at());
        }
    }

    private static List<SamplePosition> trainingOrder(EpochLayout layout, SamplePosition first) {
        List<SamplePosition> all = new ArrayList<>();
        for (int epoch = first.epoch(); epoch <= EPOCHS; epoch++) {
            for (int i = epoch == first.epoch() ? first.position() : 0; i < layout.size(); i++) {
                all.add(new SamplePosition(epoch, i));
            }
        }
        return all;
    }
}
