package cutmix.augment.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import cutmix.augment.Samples;
import cutmix.augment.block.Block;
import cutmix.augment.block.BlockLabels;
import cutmix.augment.block.BlockLayout;
import cutmix.augment.block.PlainBlock;
import cutmix.augment.mixing.BlockMixer;
import cutmix.augment.mixing.MixingRecipe;
import cutmix.schemas.MixedImage;
import cutmix.schemas.deadletter.DeadLetter;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.identity.DatasetIdentity;
import cutmix.schemas.mixing.MixingSettings;
import cutmix.schemas.serde.AvroDeserializer;
import cutmix.schemas.serde.AvroSerializer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class BlockSenderTest {

    private final Samples samples = Samples.of(12, 2, 1);
    private final BlockLayout layout = new BlockLayout(samples.layout(), 3);
    private final BlockMixer mixer = new BlockMixer(
            samples.dataset(), MixingRecipe.builder().blockSize(3).build());

    private final DatasetIdentity identity = DatasetIdentity.of(samples.dataset());

    private final BlockLabels labels = new BlockLabels(identity, mixer.settings());
    private final ReplacedTopic producer = new ReplacedTopic();
    private final Map<Block, Integer> acknowledged = new HashMap<>();
    private final List<RuntimeException> failures = new ArrayList<>();
    private final AtomicInteger topicRecreated = new AtomicInteger();
    private final BlockSender sender = new BlockSender(
            producer,
            "images.cutmix",
            new AvroSerializer<>(MixedImage.class),
            acknowledged::put,
            topicRecreated::incrementAndGet,
            failures::add);

    @Test
    void a_block_goes_in_order_to_the_partition_it_came_from() throws Exception {
        // Given
        AvroDeserializer<MixedImage> deserializer = new AvroDeserializer<>(MixedImage.class);
        Block block = layout.blockAt(1, 3);
        List<MixedImage> mixed = mixer.mix(samples.of(block)).toList();

        // When
        sender.send(samples.plain(block), mixed.stream(), labels);

        // Then
        assertThat(producer.history())
                .extracting(ProducerRecord::topic, ProducerRecord::partition, ProducerRecord::key)
                .containsOnly(tuple("images.cutmix", 1, null));
        assertThat(producer.history().get(0).headers()).containsExactlyElementsOf(labels.first());
        assertThat(producer.history().subList(1, 3))
                .allSatisfy(sent -> assertThat(sent.headers()).containsExactlyElementsOf(identity.headers()));
        assertThat(producer.history())
                .extracting(sent -> deserializer.deserialize(sent.topic(), sent.value()))
                .isEqualTo(mixed);
    }

    @Test
    void in_the_place_of_an_unreadable_image_goes_its_dead_letter_without_a_value() throws Exception {
        // Given
        Block block = layout.blockAt(1, 3);
        PlainBlock plain = samples.plainWithout(4, block);
        List<MixedImage> mixed = mixer.mix(plain.images()).toList();

        // When
        sender.send(plain, mixed.stream(), labels);

        // Then
        assertThat(producer.history()).hasSize(3);
        assertThat(producer.history().get(0).value()).isNotNull();
        assertThat(producer.history().get(1).value()).isNull();
        assertThat(DeadLetter.in(producer.history().get(1).headers()))
                .contains(new DeadLetter("images.train", 1, 4, "torn"));
        assertThat(producer.history().get(1).headers()).containsAll(identity.headers());
        assertThat(producer.history().get(2).value()).isNotNull();
        IntStream.range(0, 3).forEach(record -> producer.completeNext());
        assertThat(acknowledged).isEqualTo(Map.of(block, 2));
    }

    @Test
    void the_first_readable_record_of_a_block_says_how_it_was_mixed() throws Exception {
        // Given
        Block block = layout.blockAt(1, 3);
        PlainBlock plain = samples.plainWithout(3, block);

        // When
        sender.send(plain, mixer.mix(plain.images()), labels);

        // Then
        assertThat(producer.history())
                .extracting(sent -> MixingSettings.in(sent.headers()).map(MixingSettings::toString))
                .containsExactly(
                        Optional.empty(),
                        Optional.of(
                                "alpha=0.25;probability=1.0;mixup_probability=0.0;mixup_alpha=0.2;label_smoothing=0.0"
                                        + ";flip_probability=0.0;crop_padding=0;unmixed_last_epochs=0;block_size=3"),
                        Optional.empty());
    }

    @Test
    void a_block_is_acknowledged_with_its_last_record() throws Exception {
        // Given
        Block block = layout.blockAt(0, 0);
        sender.send(samples.plain(block), mixer.mix(samples.of(block)), labels);
        producer.completeNext();
        producer.completeNext();
        assertThat(acknowledged).isEmpty();

        // When
        producer.completeNext();

        // Then
        assertThat(acknowledged).isEqualTo(Map.of(block, 3));
    }

    @Test
    void a_record_waits_while_too_many_bytes_are_on_their_way() throws Exception {
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
    void a_record_that_is_larger_than_the_limit_goes_alone() throws Exception {
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
    void a_record_that_is_too_large_for_its_topic_is_named_with_the_setting() throws Exception {
        // Given
        Block block = layout.blockAt(1, 3);
        BlockSender sender = senderOf(5_000);
        send(sender, block);

        // When
        producer.errorNext(
                new RecordTooLargeException("The request included a message larger than the max message size"));

        // Then
        assertThat(failures)
                .singleElement()
                .extracting(Throwable::getMessage)
                .asString()
                .startsWith("topic images.cutmix, partition 1: a record of 5,000 bytes is larger than the topic's"
                        + " max.message.bytes: run kafka-configs.sh ");
    }

    @Test
    void nothing_is_on_its_way_once_a_record_has_failed() throws Exception {
        // Given
        Block block = layout.blockAt(0, 0);
        sender.send(samples.plain(block), mixer.mix(samples.of(block)), labels);

        // When
        producer.errorNext(new TimeoutException("no answer"));
        producer.errorNext(new TimeoutException("no answer"));
        producer.errorNext(new TimeoutException("no answer"));

        // Then
        assertThat(sender.inFlight()).isZero();
        assertThat(sender.bytesInFlight()).isZero();
        assertThat(acknowledged).isEmpty();
    }

    /** Returns a sender that writes records of this size. */
    private BlockSender senderOf(int bytes) {
        return new BlockSender(
                producer,
                "images.cutmix",
                (topic, image) -> new byte[bytes],
                acknowledged::put,
                topicRecreated::incrementAndGet,
                failures::add);
    }

    private void send(BlockSender to, Block block) {
        try {
            to.send(samples.plain(block), mixer.mix(samples.of(block)), labels);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_record_that_cannot_be_written_stops_all_that_follow() throws Exception {
        // Given
        Block block = layout.blockAt(0, 0);
        sender.send(samples.plain(block), mixer.mix(samples.of(block)), labels);
        producer.completeNext();

        // When
        producer.errorNext(new TimeoutException("no answer"));

        // Then
        assertThat(failures)
                .singleElement()
                .isInstanceOf(UserException.class)
                .extracting(Throwable::getMessage)
                .isEqualTo("topic images.cutmix, partition 0: no answer");
        assertThat(producer.closed()).isTrue();
        assertThat(acknowledged).isEmpty();
    }

    @Test
    void offsets_that_begin_again_tell_that_the_topic_was_made_anew() throws Exception {
        // Given
        Block block = layout.blockAt(0, 0);
        Block next = layout.blockAt(0, 3);
        sender.send(samples.plain(block), mixer.mix(samples.of(block)), labels);
        sender.send(samples.plain(next), mixer.mix(samples.of(next)), labels);
        IntStream.range(0, 3).forEach(record -> producer.completeNext());
        assertThat(topicRecreated).hasValue(0);

        // When
        producer.beginAgain();
        IntStream.range(0, 3).forEach(record -> producer.completeNext());

        // Then
        assertThat(topicRecreated).hasValue(1);
        assertThat(acknowledged).isEqualTo(Map.of(block, 3));
        assertThat(failures).isEmpty();
        assertThat(producer.closed()).isTrue();
        sender.send(samples.plain(next), mixer.mix(samples.of(next)), labels);
        assertThat(producer.history()).hasSize(6);
    }

    @Test
    void abandoned_it_lets_go_of_whoever_waits_and_tells_of_nothing_more() throws Exception {
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

    /** A producer whose topic can be recreated, so that its offsets start again. */
    private static final class ReplacedTopic extends MockProducer<byte[], byte[]> {

        private boolean beginsAgain;

        ReplacedTopic() {
            super(false, null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        void beginAgain() {
            beginsAgain = true;
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> sent, Callback callback) {
            return super.send(
                    sent,
                    (metadata, failure) -> callback.onCompletion(
                            beginsAgain
                                    ? new RecordMetadata(
                                            new TopicPartition(metadata.topic(), metadata.partition()), 0, 0, -1, 0, 0)
                                    : metadata,
                            failure));
        }
    }
}
