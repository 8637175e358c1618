package cutmix.trainer.stream.order;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.failure.UserException;
import cutmix.schemas.order.EpochLayout;
import cutmix.schemas.order.SamplePosition;
import cutmix.schemas.order.SeededRandom;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/**
 * Compares the output of {@link StrictOrder} for fixed logs with a recorded text, record by record: {@link #trace()}
 * returned the recorded lines at commit 70442d1. In the logs, some records are redelivered, some are unreadable, and
 * some are missing.
 */
class RecordedOrderTest {

    private static final EpochLayout LAYOUT = new EpochLayout(11, 3);
    private static final int EPOCHS = 2;
    private static final SamplePosition START = new SamplePosition(1, 0);

    private final SeededRandom random = SeededRandom.of(42);
    private final StringBuilder lines = new StringBuilder();

    @Test
    void fixed_logs_give_the_recorded_order() throws IOException {
        try (InputStream recorded = getClass().getResourceAsStream("/recorded/order.txt")) {
            assertThat(trace()).isEqualTo(new String(recorded.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private String trace() {
        trace("exact", StrictOrder.exact(LAYOUT, START), 0, 4, 0);
        trace("exact from the middle", StrictOrder.exact(LAYOUT, new SamplePosition(2, 3)), 0, 0, 0);
        trace("exact with gaps", StrictOrder.exact(LAYOUT, START), 0, 0, 8);
        trace("repeating", StrictOrder.repeating(LAYOUT, START), 3, 0, 0);
        trace("repeating and unreadable", StrictOrder.repeating(LAYOUT, START), 3, 4, 0);
        trace("repeating from the middle", StrictOrder.repeating(LAYOUT, new SamplePosition(1, 5)), 2, 6, 0);
        trace("repeating with gaps", StrictOrder.repeating(LAYOUT, START), 2, 0, 8);
        trace("all", StrictOrder.repeating(LAYOUT, new SamplePosition(1, 9)), 3, 8, 12);
        begins("exact", StrictOrder.exact(LAYOUT, new SamplePosition(9, 4)));
        begins("repeating", StrictOrder.repeating(LAYOUT, new SamplePosition(9, 4)));
        return lines.toString();
    }

    private void begins(String name, StrictOrder order) {
        for (int partition = 0; partition < LAYOUT.partitions(); partition++) {
            lines.append(name)
                    .append(" from ")
                    .append(order.next())
                    .append(", partition ")
                    .append(partition);
            lines.append(": begins at ").append(order.begin(partition));
            lines.append(", expects ").append(order.expectedOffset(partition)).append('\n');
        }
    }

    /**
     * Offers a log of each partition in random order, until the order finds a gap.
     *
     * @param repeats one in this number of records is followed by a redelivery; 0 for none
     * @param unreadable one in this number of records is unreadable; 0 for none
     * @param lost one in this number of records is missing; 0 for none
     */
    private void trace(String name, StrictOrder order, int repeats, int unreadable, int lost) {
        lines.append(name).append('\n');
        List<List<SamplePosition>> logs = IntStream.range(0, LAYOUT.partitions())
                .mapToObj(partition -> log(partition, repeats, lost))
                .toList();
        int[] offsets = IntStream.range(0, logs.size())
                .map(partition -> (int) order.begin(partition))
                .toArray();
        try {
            while (IntStream.range(0, logs.size())
                    .anyMatch(partition ->
                            offsets[partition] < logs.get(partition).size())) {
                int partition = random.nextInt(logs.size());
                if (offsets[partition] < logs.get(partition).size()) {
                    int offset = offsets[partition]++;
                    SamplePosition at =
                            isOne(unreadable) ? null : logs.get(partition).get(offset);
                    offer(order, partition, offset, at);
                    poll(order);
                }
            }
        } catch (UserException e) {
            lines.append("  refused at ").append(order.next()).append('\n');
        }
        lines.append("redelivered ").append(order.redelivered()).append('\n');
    }

    private List<SamplePosition> log(int partition, int repeats, int lost) {
        List<SamplePosition> log = new ArrayList<>();
        for (int offset = 0; offset < LAYOUT.endOffset(partition, EPOCHS); offset++) {
            if (!isOne(lost)) {
                log.add(LAYOUT.at(partition, offset));
            }
            if (isOne(repeats)) {
                for (int again = random.nextInt(offset + 1); again <= offset; again++) {
                    log.add(LAYOUT.at(partition, again));
                }
            }
        }
        return log;
    }

    /** Returns true for one in this number of calls. */
    private boolean isOne(int many) {
        return many > 0 && random.nextInt(many) == 0;
    }

    /** @param at null for an unreadable record */
    private void offer(StrictOrder order, int partition, int offset, SamplePosition at) {
        ConsumerRecord<byte[], byte[]> consumed = new ConsumerRecord<>("images", partition, offset, null, new byte[1]);
        boolean passedOver = (at == null
                        ? order.offerUnreadable(consumed, "torn")
                        : order.offer(consumed, new TrainingSample(at, ByteBuffer.allocate(1), new float[2])))
                .isPresent();
        lines.append("partition ")
                .append(partition)
                .append(", offset ")
                .append(offset)
                .append(": ");
        lines.append(at == null ? "unreadable" : at).append(passedOver ? ", passed over\n" : "\n");
    }

    private void poll(StrictOrder order) {
        for (Sample next = order.poll(); next != null; next = order.poll()) {
            String word = next instanceof MissingSample ? "  missing " : "  sample ";
            lines.append(word).append(next.at()).append('\n');
        }
    }
}
