package cutmix.trainer.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.deadletter.DeadLetter;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.order.SamplePosition;
import cutmix.trainer.engine.Batch;
import cutmix.trainer.identity.DatasetWatch;
import cutmix.trainer.stream.order.BadRecords;
import cutmix.trainer.stream.order.FedConsumer;
import cutmix.trainer.stream.order.KeptLetters;
import cutmix.trainer.stream.order.OrderedSamples;
import cutmix.trainer.stream.order.ReadAhead;
import cutmix.trainer.stream.order.SampleDecoder;
import cutmix.trainer.stream.order.StrictOrder;
import cutmix.trainer.stream.order.TinySamples;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class StreamedTestBatchesTest {

    private static final int IMAGE = 6;

    private final Set<SamplePosition> bad = new HashSet<>();
    private final KeptLetters letters = new KeptLetters();
    private Consumer<FedConsumer> topic = consumer -> consumer.appendEpoch(1);

    @Test
    void each_reading_gives_the_same_images_in_the_same_batches() throws Exception {
        // Given
        StreamedTestBatches batches = new StreamedTestBatches(reading(false));

        // When
        List<Batch> first = read(batches);
        List<Batch> second = read(batches);

        // Then
        assertThat(first).extracting(Batch::size).containsExactly(4, 4, 2);
        assertThat(second).usingRecursiveComparison().isEqualTo(first);
        assertThat(positions(first)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void a_bad_image_ends_the_first_reading() {
        topic = consumer -> appendWithout(consumer, 5);

        assertThatThrownBy(() -> new StreamedTestBatches(reading(false)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("epoch 1, position 5 cannot be read");
    }

    @Test
    void a_bad_image_that_may_be_skipped_is_kept_once_and_left_out_of_each_reading() throws Exception {
        // Given
        topic = consumer -> appendWithout(consumer, 5);

        // When
        StreamedTestBatches batches = new StreamedTestBatches(reading(true));
        List<Batch> first = read(batches);
        List<Batch> second = read(batches);

        // Then
        assertThat(positions(first)).containsExactly(0, 1, 2, 3, 4, 6, 7, 8, 9);
        assertThat(positions(second)).isEqualTo(positions(first));
        assertThat(letters.kept()).extracting(DeadLetter::offset).containsExactly(1L);
        assertThat(bad).containsExactly(new SamplePosition(1, 5));
    }

    @Test
    void other_images_at_a_later_reading_are_refused() throws Exception {
        // Given
        StreamedTestBatches batches = new StreamedTestBatches(reading(false));
        topic = consumer -> {
            for (int position = 0; position < 10; position++) {
                byte[] pixels = TinySamples.pixels(1, position);
                pixels[3] += position == 9 ? 1 : 0;
                consumer.append(FedConsumer.LAYOUT.partition(position), TinySamples.plain(1, position, 0, pixels));
            }
        };

        // When, Then
        assertThatThrownBy(() -> read(batches))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("topic images: the test images have changed since the start; ");
    }

    @Test
    void other_labels_are_refused_too() throws Exception {
        // Given
        StreamedTestBatches batches = new StreamedTestBatches(reading(false));
        topic = consumer -> {
            for (int position = 0; position < 10; position++) {
                consumer.append(
                        FedConsumer.LAYOUT.partition(position),
                        TinySamples.plain(1, position, position == 9 ? 1 : 0, TinySamples.pixels(1, position)));
            }
        };

        // When, Then
        assertThatThrownBy(() -> read(batches)).isInstanceOf(UserException.class);
    }

    @Test
    void a_topic_without_any_image_that_can_be_read_is_refused() {
        topic = consumer -> {
            for (int position = 0; position < 10; position++) {
                consumer.append(FedConsumer.LAYOUT.partition(position), new byte[1]);
            }
        };

        assertThatThrownBy(() -> new StreamedTestBatches(reading(true)))
                .hasMessage("topic images: no image can be read; delete the topics and load again");
    }

    private TestTopicReader reading(boolean skipBad) {
        return new TestTopicReader("images", 3, () -> {
            FedConsumer consumer = new FedConsumer();
            OrderedSamples samples = new OrderedSamples(
                    consumer,
                    "images",
                    StrictOrder.exact(FedConsumer.LAYOUT, new SamplePosition(1, 0)),
                    SampleDecoder.plain(TinySamples.INFO, FedConsumer.LAYOUT, TinySamples.FORMAT),
                    new BadRecords(letters, skipBad, bad::add),
                    new ReadAhead(10, 2, 1_000, 0),
                    DatasetWatch.none(),
                    System::nanoTime);
            topic.accept(consumer);
            return new BatchStream(samples, new BatchAssembler(TinySamples.INFO, 10, 4), 2, "test-batches");
        });
    }

    private static void appendWithout(FedConsumer consumer, int missing) {
        for (int position = 0; position < 10; position++) {
            if (position == missing) {
                consumer.append(FedConsumer.LAYOUT.partition(position), new byte[1]);
            } else {
                consumer.append(1, position);
            }
        }
    }

    private static List<Batch> read(TestBatches batches) throws InterruptedException {
        List<Batch> read = new ArrayList<>();
        batches.forEach(read::add);
        return read;
    }

    private static List<Integer> positions(List<Batch> batches) {
        List<Integer> positions = new ArrayList<>();
        for (Batch batch : batches) {
            for (int sample = 0; sample < batch.size(); sample++) {
                positions.add((int) batch.pixels()[sample * IMAGE + 1]);
            }
        }
        return positions;
    }
}
