package cutmix.augment.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cutmix.augment.block.Block;
import java.util.Map;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** The limit of the bytes that are on their way to the brokers. */
class BlockSenderLimitTest extends BlockSenderFixture {

    @Test
    void a_record_waits_while_too_many_bytes_are_in_flight() throws Exception {
        // Given: three records of 5 MiB, of which two fit
        Block block = layout.blockAt(0, 0);
        BlockSender sender = senderOf(5 << 20);

        // When
        Thread sending = new Thread(() -> send(sender, block));
        sending.start();
        await().until(() -> sending.getState() == Thread.State.WAITING);

        // Then
        assertThat(producer.history()).hasSize(2);
        assertThat(sender.bytesInFlight()).isEqualTo(10 << 20);
        producer.completeNext();
        sending.join();
        assertThat(producer.history()).hasSize(3);
        producer.completeNext();
        producer.completeNext();
        assertThat(sender.bytesInFlight()).isZero();
        assertThat(sender.inFlight()).isZero();
    }

    @Test
    void a_record_that_is_larger_than_the_limit_is_sent_alone() throws Exception {
        // Given
        Block block = layout.blockAt(0, 0);
        BlockSender sender = senderOf(BlockSender.MOST_BYTES + 1);

        // When
        Thread sending = new Thread(() -> send(sender, block));
        sending.start();

        // Then
        for (int record = 1; record <= 3; record++) {
            int sent = record;
            await().until(() ->
                    producer.history().size() == sent && (sent == 3 || sending.getState() == Thread.State.WAITING));
            producer.completeNext();
        }
        sending.join();
        assertThat(acknowledged).isEqualTo(Map.of(block, 3));
    }

    @Test
    void abandoning_a_sender_releases_waiting_threads_and_reports_nothing_more() throws Exception {
        // Given
        Block block = layout.blockAt(0, 0);
        BlockSender full = senderOf(5 << 20);
        Thread sending = new Thread(() -> send(full, block));
        sending.start();
        await().until(() -> sending.getState() == Thread.State.WAITING);

        // When
        full.abandon();

        // Then
        sending.join();
        producer.errorNext(new TimeoutException("closed"));
        producer.completeNext();
        assertThat(failures).isEmpty();
        assertThat(acknowledged).isEmpty();
        assertThat(full.inFlight()).isZero();
        assertThat(full.bytesInFlight()).isZero();
    }
}
