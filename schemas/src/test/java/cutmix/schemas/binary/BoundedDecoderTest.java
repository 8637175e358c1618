package cutmix.schemas.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.apache.avro.InvalidNumberEncodingException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedDecoderTest {

    private final BoundedDecoder decoder = new BoundedDecoder();

    @FunctionalInterface
    private interface Writing {
        void to(BinaryEncoder encoder) throws IOException;
    }

    @Property(tries = 500)
    void numbers_and_texts_come_back_as_avro_wrote_them(
            @ForAll int i,
            @ForAll long l,
            @ForAll float f,
            @ForAll double d,
            @ForAll boolean b,
            @ForAll String text,
            @ForAll @Size(max = 300) byte[] bytes)
            throws IOException {
        // Given
        String sound = new Utf8(text).toString(); // Lone surrogates cannot be encoded in UTF-8.
        begin(encoder -> {
            encoder.writeInt(i);
            encoder.writeLong(l);
            encoder.writeFloat(f);
            encoder.writeDouble(d);
            encoder.writeBoolean(b);
            encoder.writeString(sound);
            encoder.writeString(sound);
            encoder.writeBytes(bytes);
            encoder.writeFixed(bytes);
        });

        // When, Then
        assertThat(decoder.readInt()).isEqualTo(i);
        assertThat(decoder.readLong()).isEqualTo(l);
        assertThat(decoder.readFloat()).isEqualTo(f);
        assertThat(decoder.readDouble()).isEqualTo(d);
        assertThat(decoder.readBoolean()).isEqualTo(b);
        assertThat(decoder.readString()).isEqualTo(sound);
        assertThat(decoder.readString(null).toString()).isEqualTo(sound);
        assertThat(decoder.readBytes(null)).isEqualTo(ByteBuffer.wrap(bytes));
        byte[] fixed = new byte[bytes.length];
        decoder.readFixed(fixed);
        assertThat(fixed).isEqualTo(bytes);
        assertThat(decoder.remaining()).isZero();
    }

    @Property(tries = 500)
    void whatever_is_skipped_is_passed_over_whole(
            @ForAll String text, @ForAll @Size(max = 300) byte[] bytes, @ForAll @Size(max = 20) List<Long> items)
            throws IOException {
        // Given
        begin(encoder -> {
            encoder.writeString(text);
            encoder.writeBytes(bytes);
            encoder.writeFixed(bytes);
            encoder.writeArrayStart();
            encoder.setItemCount(items.size());
            for (long item : items) {
                encoder.startItem();
                encoder.writeLong(item);
            }
            encoder.writeArrayEnd();
            encoder.writeInt(7);
        });

        // When
        decoder.skipString();
        decoder.skipBytes();
        decoder.skipFixed(bytes.length);
        for (long left = decoder.skipArray(); left > 0; left = decoder.skipArray()) {
            for (long i = 0; i < left; i++) {
                decoder.readLong();
            }
        }

        // Then
        assertThat(decoder.readInt()).isEqualTo(7);
    }

    @Test
    void blocks_with_their_size_in_bytes_are_read_and_skipped() throws IOException {
        // Given: two items in two bytes, one item, the end.
        String blocks = "03" + "04" + "0204" + "02" + "06" + "00";

        // When, Then
        begin(blocks);
        assertThat(decoder.readArrayStart()).isEqualTo(2);
        decoder.readInt();
        decoder.readInt();
        assertThat(decoder.arrayNext()).isEqualTo(1);
        decoder.readInt();
        assertThat(decoder.arrayNext()).isZero();
        begin(blocks);
        assertThat(decoder.skipMap()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "f0ffffff0f00", // 2147483640
                "0900", // -5
                "0100", // -1
                "0400", // 2, where 1 is left
                "ffffffffffffffffff0100", // the least long
                "feffffffffffffffff0100", // the greatest
            })
    void a_length_or_a_count_of_more_than_is_left_is_refused_before_anything_is_allocated(String hex) {
        for (Reading reading : List.<Reading>of(
                BoundedDecoder::readString,
                d -> d.readString(null),
                d -> d.readBytes(null),
                BoundedDecoder::skipString,
                BoundedDecoder::skipBytes)) {
            begin(hex);
            assertThatThrownBy(() -> reading.from(decoder)).isInstanceOf(EOFException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "f0ffffff0f00", // 2147483640
                "0400", // 2, where 1 is left
                "030400", // 2 in 2 bytes, where 1 is left
                "0101", // 1 in -1 bytes
                "ffffffffffffffffff010000", // the least long
                "feffffffffffffffff0100", // the greatest
            })
    void more_items_than_bytes_are_refused(String hex) {
        for (Reading reading : List.<Reading>of(
                BoundedDecoder::readArrayStart,
                BoundedDecoder::arrayNext,
                BoundedDecoder::readMapStart,
                BoundedDecoder::mapNext,
                BoundedDecoder::skipArray,
                BoundedDecoder::skipMap)) {
            begin(hex);
            assertThatThrownBy(() -> reading.from(decoder)).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void numbers_of_too_many_bits_are_refused() {
        begin("ffffffff10");
        assertThatThrownBy(decoder::readInt).isInstanceOf(InvalidNumberEncodingException.class);
        begin("ffffffffff01");
        assertThatThrownBy(decoder::readEnum).isInstanceOf(InvalidNumberEncodingException.class);
        begin("ffffffffffffffffff02");
        assertThatThrownBy(decoder::readLong).isInstanceOf(InvalidNumberEncodingException.class);
        begin("ffffffffffffffffffff01");
        assertThatThrownBy(decoder::readLong).isInstanceOf(InvalidNumberEncodingException.class);
    }

    @Test
    void what_ends_within_a_number_is_refused() {
        for (Reading reading : List.<Reading>of(
                BoundedDecoder::readBoolean,
                BoundedDecoder::readInt,
                BoundedDecoder::readLong,
                BoundedDecoder::readFloat,
                BoundedDecoder::readDouble,
                BoundedDecoder::readIndex,
                d -> d.readFixed(new byte[4]),
                d -> d.skipFixed(4))) {
            begin("");
            assertThatThrownBy(() -> reading.from(decoder)).isInstanceOf(EOFException.class);
        }
    }

    @FunctionalInterface
    private interface Reading {
        void from(BoundedDecoder decoder) throws IOException;
    }

    private void begin(String hex) {
        decoder.begin(HexFormat.of().parseHex(hex), 0);
    }

    private void begin(Writing writing) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        writing.to(encoder);
        encoder.flush();
        decoder.begin(out.toByteArray(), 0);
    }
}
