package cutmix.trainer.stream.order;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.mutations.Mutations;
import cutmix.schemas.deadletter.DeadLetter;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.order.SamplePosition;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Reads samples from arbitrary bytes: the result is a sample, a missing sample, or one line that ends the run. */
class DamagedSamplesTest {

    private static final List<Float> WEIGHTS = List.of(0.25f, 0.75f, 0f);

    @Tag("fuzz")
    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void mixed_samples(@ForAll long seed) {
        byte[] mixed = TinySamples.mixed(1, 5, WEIGHTS, TinySamples.pixels(1, 5));
        Mutations values = new Mutations(seed, mixed, TinySamples.mixed(2, 1, WEIGHTS, TinySamples.pixels(2, 1)));
        DeadLetter letter = new DeadLetter("images", 1, 1, "torn");
        Mutations headers = new Mutations(seed, "1".getBytes(StandardCharsets.UTF_8))
                .with("0", "-1", "2", "2147483647", "6442450940", "9223372036854775807", "99999999999999999999");
        Random random = new Random(seed);
        SampleDecoder decoder = SampleDecoder.mixed(TinySamples.INFO, FedConsumer.LAYOUT, TinySamples.FORMAT);
        read(10_000, decoder, () -> {
            if (random.nextInt(4) > 0) {
                return record(random.nextInt(4), random.nextInt(9), values.next(), new RecordHeaders());
            }
            Headers changed = new RecordHeaders();
            for (Header header : letter.headers()) {
                changed.add(header.key(), random.nextBoolean() ? header.value() : headers.next());
            }
            return record(1, random.nextInt(9), null, changed);
        });
    }

    @Tag("fuzz")
    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void plain_samples(@ForAll long seed) {
        Mutations values = new Mutations(seed, TinySamples.plain(1, 5, 2, TinySamples.pixels(1, 5)));
        Random random = new Random(seed);
        SampleDecoder decoder = SampleDecoder.plain(TinySamples.INFO, FedConsumer.LAYOUT, TinySamples.FORMAT);
        read(10_000, decoder, () -> record(1, random.nextInt(4), values.next(), new RecordHeaders()));
    }

    @FunctionalInterface
    private interface Source {
        ConsumerRecord<byte[], byte[]> next();
    }

    private static void read(int records, SampleDecoder decoder, Source source) {
        StrictOrder order = StrictOrder.repeating(FedConsumer.LAYOUT, new SamplePosition(1, 0));
        for (int i = 0; i < records; i++) {
            ConsumerRecord<byte[], byte[]> consumed = source.next();
            try {
                offer(order, decoder, consumed)
                        .ifPresent(letter -> assertThat(letter.reason()).isNotBlank());
                while (order.poll() != null) {
                    assertThat(order.next()).isNotNull();
                }
            } catch (UserException e) { // A gap ends the run.
                assertThat(e.getMessage()).doesNotContain("\n");
                order = StrictOrder.repeating(FedConsumer.LAYOUT, new SamplePosition(1, 0));
            } catch (RuntimeException | Error e) {
                String value =
                        consumed.value() == null ? "none" : HexFormat.of().formatHex(consumed.value());
                throw new AssertionError("of " + value + " with " + consumed.headers(), e);
            }
        }
    }

    private static Optional<DeadLetter> offer(
            StrictOrder order, SampleDecoder decoder, ConsumerRecord<byte[], byte[]> consumed) {
        try {
            return order.offer(consumed, decoder.decode(consumed));
        } catch (SerializationException e) {
            return order.offerUnreadable(consumed, e.getMessage());
        }
    }

    private static ConsumerRecord<byte[], byte[]> record(int partition, long offset, byte[] value, Headers headers) {
        return new ConsumerRecord<>(
                "images",
                partition,
                offset,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                null,
                value,
                headers,
                Optional.empty());
    }
}
