package cutmix.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.kiota.ApiException;
import com.sun.management.ThreadMXBean;
import cutmix.mutations.Mutations;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.LabeledImage;
import cutmix.schemas.MixedImage;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;

/**
 * Tests that any bytes result in a record or a {@link SerializationException}, and need memory in proportion to their
 * size, with a million values in total.
 */
class DamagedRecordsTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    /** The memory for loading classes, with the first values. */
    private static final long OWN_BYTES = 16 << 20;
    /** An item of one byte becomes an object of at most 24 bytes and a reference. */
    private static final long BYTES_A_BYTE = 40;

    private static final int HEADER = 10;
    private static final int SCHEMA = 3;

    /** The answer of a registry without the schema. */
    private static final class NoSuchSchema extends ApiException {
        NoSuchSchema() {
            setResponseStatusCode(404);
        }
    }

    private static final LabeledImage PLAIN = LabeledImage.newBuilder()
            .setEpoch(3)
            .setPosition(12_345)
            .setIndex(23_456)
            .setLabel(7)
            .setPixels(ByteBuffer.wrap(new byte[] {7, 8, 9, -1, -128, 0}))
            .build();
    private static final LabeledImage LARGE = LabeledImage.newBuilder()
            .setEpoch(1)
            .setPosition(2)
            .setIndex(3)
            .setLabel(4)
            .setPixels(ByteBuffer.allocate(3072))
            .build();

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void plain_images(@ForAll long seed) {
        AvroSerializer<LabeledImage> serializer = new AvroSerializer<>(LabeledImage.class);
        readAll(
                300_000 / 10,
                new AvroDeserializer<>(LabeledImage.class),
                new Mutations(seed, serializer.serialize("t", PLAIN), serializer.serialize("t", LARGE)));
    }

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void mixed_images(@ForAll long seed) {
        byte[] mixed = new AvroSerializer<>(MixedImage.class).serialize("t", AvroSerdeTest.sampleMix());
        readAll(
                300_000 / 10,
                new AvroDeserializer<>(MixedImage.class),
                new Mutations(seed, mixed, AvroSerdeTest.SAMPLE_MIX_WITHOUT_VIEWS));
    }

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void descriptions_of_datasets(@ForAll long seed) {
        byte[] info = new AvroSerializer<>(DatasetInfo.class).serialize("t", AvroSerdeTest.sampleInfo());
        byte[] plain = new AvroSerializer<>(LabeledImage.class).serialize("t", PLAIN);
        readAll(200_000 / 10, new AvroDeserializer<>(DatasetInfo.class), new Mutations(seed, info, plain));
    }

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void values_with_the_id_of_a_schema(@ForAll long seed) {
        byte[] mixed = new AvroSerializer<>(MixedImage.class).serialize("t", AvroSerdeTest.sampleMix());
        readAll(
                200_000 / 10,
                framedReader(MixedImage.getClassSchema()),
                new Mutations(seed, framed(Arrays.copyOfRange(mixed, HEADER, mixed.length))));
    }

    @Test
    void a_length_of_two_gigabytes_and_a_negative_one_are_told_as_such() {
        byte[] whole = new AvroSerializer<>(LabeledImage.class).serialize("t", PLAIN);
        int lengthAt = whole.length - 1 - PLAIN.getPixels().remaining();

        assertThatThrownBy(() -> read(whole, lengthAt, "f0ffffff0f"))
                .isInstanceOf(SerializationException.class)
                .hasMessageEndingWith("is not a whole LabeledImage: 2147483640 bytes are announced, 6 bytes are left");
        assertThatThrownBy(() -> read(whole, lengthAt, "09"))
                .isInstanceOf(SerializationException.class)
                .hasMessageEndingWith("is not a whole LabeledImage: -5 bytes are announced, 6 bytes are left");
    }

    @Test
    void bytes_after_a_record_are_not_passed_over() {
        byte[] whole = new AvroSerializer<>(LabeledImage.class).serialize("t", PLAIN);

        assertThatThrownBy(() -> new AvroDeserializer<>(LabeledImage.class)
                        .deserialize("t", Arrays.copyOf(whole, whole.length + 2)))
                .isInstanceOf(SerializationException.class)
                .hasMessageEndingWith("2 bytes follow it");
    }

    @Test
    void a_field_that_nests_without_an_end_is_no_record() {
        // Given: a hundred thousand nested records in a field that the reader skips.
        Schema endless = new Schema.Parser()
                .parse("{\"type\": \"record\", \"name\": \"Node\", \"fields\": ["
                        + "{\"name\": \"next\", \"type\": [\"null\", \"Node\"]}]}");
        byte[] body = new byte[100_000];
        Arrays.fill(body, (byte) 2);

        // When, Then
        assertThatThrownBy(() -> imageWithFieldBefore(endless).deserialize("t", framed(body)))
                .isInstanceOf(SerializationException.class)
                .hasMessageEndingWith("it is nested too deeply");
    }

    @Test
    void items_that_take_no_bytes_are_not_counted_for_ever() {
        Schema ofNothing = Schema.createArray(Schema.create(Schema.Type.NULL));
        byte[] body = HexFormat.of().parseHex("feffffffffffffffff01");

        assertThatThrownBy(() -> imageWithFieldBefore(ofNothing).deserialize("t", framed(body)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("items are announced");
    }

    @Test
    void a_record_is_read_from_among_the_fields_of_a_larger_one() {
        // Given
        byte[] image = new AvroSerializer<>(LabeledImage.class).serialize("t", PLAIN);
        byte[] body = Arrays.copyOfRange(image, HEADER - 1, image.length);
        body[0] = 0; // No items.

        // When, Then
        Schema ofNothing = Schema.createArray(Schema.create(Schema.Type.NULL));
        assertThat(imageWithFieldBefore(ofNothing).deserialize("t", framed(body)))
                .isEqualTo(PLAIN);
    }

    /** Reads records that were written with one more field. */
    private static RegistryDeserializer<LabeledImage> imageWithFieldBefore(Schema before) {
        List<Schema.Field> fields = new ArrayList<>(List.of(new Schema.Field("before", before)));
        LabeledImage.getClassSchema().getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        Schema written = Schema.createRecord("LabeledImage", "", "cutmix.schemas", false, fields);
        return new RegistryDeserializer<>(registry(), LabeledImage.class, id -> written);
    }

    private static void read(byte[] whole, int lengthAt, String length) {
        byte[] bytes = HexFormat.of().parseHex(length);
        byte[] changed = ByteBuffer.allocate(whole.length - 1 + bytes.length)
                .put(whole, 0, lengthAt)
                .put(bytes)
                .put(whole, lengthAt + 1, whole.length - lengthAt - 1)
                .array();
        new AvroDeserializer<>(LabeledImage.class).deserialize("t", changed);
    }

    private static void readAll(int cases, Deserializer<? extends SpecificRecord> deserializer, Mutations mutations) {
        int read = 0;
        for (int i = 0; i < cases; i++) {
            byte[] value = mutations.next();
            long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            try {
                assertThat(deserializer.deserialize("t", value)).isNotNull();
                read++;
            } catch (SerializationException e) {
                assertThat(e.getMessage()).isNotBlank();
            } catch (RuntimeException | Error e) {
                throw new AssertionError("of " + HexFormat.of().formatHex(value), e);
            }
            long allocated =
                    THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
            if (allocated > OWN_BYTES + BYTES_A_BYTE * value.length) {
                throw new AssertionError(
                        allocated + " bytes for " + HexFormat.of().formatHex(value));
            }
        }
        assertThat(read).as("values that were read").isBetween(cases / 10, cases - cases / 10);
    }

    private static RegistryDeserializer<MixedImage> framedReader(Schema schema) {
        return new RegistryDeserializer<>(registry(), MixedImage.class, id -> {
            if (id == SCHEMA) {
                return schema;
            }
            throw new IllegalStateException(new NoSuchSchema());
        });
    }

    private static Registry registry() {
        return new Registry("http://localhost:1");
    }

    private static byte[] framed(byte[] body) {
        return ByteBuffer.allocate(5 + body.length)
                .put((byte) 0)
                .putInt(SCHEMA)
                .put(body)
                .array();
    }
}
