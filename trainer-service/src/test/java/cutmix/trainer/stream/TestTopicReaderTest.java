package cutmix.trainer.stream;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.order.EpochLayout;
import cutmix.schemas.order.SamplePosition;
import cutmix.trainer.identity.DatasetWatch;
import cutmix.trainer.stream.order.BadRecords;
import cutmix.trainer.stream.order.FedConsumer;
import cutmix.trainer.stream.order.KeptLetters;
import cutmix.trainer.stream.order.OrderedSamples;
import cutmix.trainer.stream.order.ReadAhead;
import cutmix.trainer.stream.order.SampleDecoder;
import cutmix.trainer.stream.order.StrictOrder;
import cutmix.trainer.stream.order.TinySamples;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TestTopicReaderTest {

    private static final DatasetInfo INFO = DatasetInfo.newBuilder(TinySamples.INFO)
            .setClassNames(
                    IntStream.range(0, 70_000).mapToObj(Integer::toString).toList())
            .build();

    @Test
    void a_checksum_tells_every_label_of_many_classes_from_every_other() throws Exception {
        // When: the labels differ in one byte
        Set<Long> checksums = new TreeSet<>();
        for (int label : new int[] {1, 2, 257, 513, 65_537}) {
            checksums.add(checksum(label));
        }

        // Then
        assertThat(checksums).hasSize(5);
        assertThat(checksum(257)).isIn(checksums);
    }

    /** Returns the checksum of one test image. */
    private static long checksum(int label) throws InterruptedException {
        DatasetInfo one = DatasetInfo.newBuilder(INFO).setTestSize(1).build();
        EpochLayout layout = EpochLayout.ofTest(one);
        FedConsumer consumer = new FedConsumer();
        TestTopicReader reading = new TestTopicReader("images", 1, () -> {
            OrderedSamples samples = new OrderedSamples(
                    consumer,
                    "images",
                    StrictOrder.exact(layout, new SamplePosition(1, 0)),
                    SampleDecoder.plain(one, layout, TinySamples.FORMAT),
                    new BadRecords(new KeptLetters(), false, at -> true),
                    new ReadAhead(1, 1, 1_000_000, 0),
                    DatasetWatch.none(),
                    System::nanoTime);
            consumer.append(0, TinySamples.plain(1, 0, label, TinySamples.pixels(1, 0)));
            return new BatchStream(samples, new BatchAssembler(one, 1, 1), 1, "test-batches");
        });
        return reading.read(batch -> {});
    }
}
