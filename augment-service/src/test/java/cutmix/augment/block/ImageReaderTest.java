package cutmix.augment.block;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.augment.RandomSamples;
import cutmix.mutations.Mutations;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.LabeledImage;
import cutmix.schemas.deadletter.DeadLetter;
import cutmix.schemas.description.ImageCheck;
import cutmix.schemas.identity.DatasetIdentity;
import cutmix.schemas.serde.AvroSerializer;
import cutmix.schemas.serde.RecordFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class ImageReaderTest {

    private final RandomSamples samples = RandomSamples.of(51, 2, 3);
    private final ImageReader reader = new ImageReader(RecordFormat.of(Map.of()));

    @Test
    void an_image_that_belongs_there_is_read() {
        LabeledImage image = samples.at(0, 0);

        assertThat(read(serialized(LabeledImage.class, image))).isEqualTo(new PlainRecord.Readable(image));
    }

    @Test
    void what_is_no_image_is_unreadable() {
        byte[] whole = serialized(LabeledImage.class, samples.at(0, 0));
        byte[] truncated = Arrays.copyOf(whole, whole.length - 1);

        assertThat(reason((byte[]) null)).isEqualTo("an empty value is not a LabeledImage");
        assertThat(reason(new byte[0])).isEqualTo("an empty value is not a LabeledImage");
        assertThat(reason("corrupt".getBytes(StandardCharsets.UTF_8))).startsWith("a value of 7 bytes is not a whole");
        assertThat(reason(truncated)).startsWith("a value of " + truncated.length + " bytes is not a whole");
        assertThat(reason(serialized(DatasetInfo.class, samples.dataset()))).contains("is not a whole LabeledImage");
    }

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void whatever_bytes_there_are_they_are_an_image_or_unreadable(@ForAll long seed) {
        Mutations mutations = new Mutations(seed, serialized(LabeledImage.class, samples.at(0, 0)));
        int readable = 0;
        for (int i = 0; i < 5_000; i++) {
            PlainRecord record = read(mutations.next());
            if (record instanceof PlainRecord.Unreadable unreadable) {
                assertThat(unreadable.letter().reason()).isNotBlank().doesNotContain("\n");
            } else {
                readable++;
            }
        }
        assertThat(readable).isBetween(500, 4_500);
    }

    @Test
    void a_record_of_another_place_is_unreadable() {
        assertThat(reason(samples.at(1, 0))).isEqualTo("found epoch 1, position 1, expected epoch 1, position 0");
        assertThat(reason(LabeledImage.newBuilder()
                        .setEpoch(2)
                        .setPosition(0)
                        .setIndex(0)
                        .setLabel(0)
                        .setPixels(RandomSamples.pixels(0))
                        .build()))
                .isEqualTo("found epoch 2, position 0, expected epoch 1, position 0");
    }

    @Test
    void an_image_of_another_size_is_unreadable() {
        assertThat(reason(LabeledImage.newBuilder()
                        .setEpoch(1)
                        .setPosition(0)
                        .setIndex(0)
                        .setLabel(0)
                        .setPixels(ByteBuffer.allocate(143))
                        .build()))
                .isEqualTo("found 143 bytes of pixels, expected 144");
    }

    @Test
    void a_label_or_index_out_of_range_is_unreadable() {
        assertThat(reason(LabeledImage.newBuilder()
                        .setEpoch(1)
                        .setPosition(0)
                        .setIndex(0)
                        .setLabel(5)
                        .setPixels(RandomSamples.pixels(0))
                        .build()))
                .isEqualTo("found label 5, expected one from 0 to 4");
        assertThat(reason(LabeledImage.newBuilder()
                        .setEpoch(1)
                        .setPosition(0)
                        .setIndex(0)
                        .setLabel(-1)
                        .setPixels(RandomSamples.pixels(0))
                        .build()))
                .startsWith("found label -1");
        assertThat(reason(LabeledImage.newBuilder()
                        .setEpoch(1)
                        .setPosition(0)
                        .setIndex(51)
                        .setLabel(0)
                        .setPixels(RandomSamples.pixels(0))
                        .build()))
                .isEqualTo("found index 51, expected one from 0 to 50");
    }

    @Test
    void an_image_of_another_dataset_is_unreadable() {
        // Given: the same image in a dataset with another seed
        DatasetInfo other =
                DatasetInfo.newBuilder(samples.dataset()).setSeed(98).build();
        ConsumerRecord<byte[], byte[]> own = record(samples.dataset());
        ConsumerRecord<byte[], byte[]> foreign = record(other);
        ImageCheck check = new ImageCheck(samples.dataset(), samples.layout());

        // When, Then
        assertThat(reader.read(own, check)).isInstanceOf(PlainRecord.Readable.class);
        assertThat(((PlainRecord.Unreadable) reader.read(foreign, check))
                        .letter()
                        .reason())
                .isEqualTo("it is of another dataset, with identity " + DatasetIdentity.of(other) + ", not "
                        + DatasetIdentity.of(samples.dataset()));
    }

    private ConsumerRecord<byte[], byte[]> record(DatasetInfo of) {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>("images.train", 0, 0, null, serialized(LabeledImage.class, samples.at(0, 0)));
        DatasetIdentity.of(of).headers().forEach(record.headers()::add);
        return record;
    }

    private String reason(LabeledImage image) {
        return reason(serialized(LabeledImage.class, image));
    }

    private String reason(byte[] value) {
        PlainRecord read = read(value);
        assertThat(read).isInstanceOf(PlainRecord.Unreadable.class);
        PlainRecord.Unreadable unreadable = (PlainRecord.Unreadable) read;
        DeadLetter letter = unreadable.letter();
        assertThat(letter.place()).isEqualTo("topic images.train, partition 0, offset 0");
        assertThat(unreadable.consumed().value()).isEqualTo(value);
        return letter.reason();
    }

    private PlainRecord read(byte[] value) {
        ImageCheck check = new ImageCheck(samples.dataset(), samples.layout());
        return reader.read(new ConsumerRecord<>("images.train", 0, 0, null, value), check);
    }

    private static <T extends SpecificRecord> byte[] serialized(Class<T> type, T record) {
        return new AvroSerializer<>(type).serialize("images.train", record);
    }
}
