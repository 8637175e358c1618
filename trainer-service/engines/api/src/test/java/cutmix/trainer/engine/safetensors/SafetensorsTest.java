package cutmix.trainer.engine.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.mutations.Mutations;
import cutmix.trainer.engine.network.WeightTensor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {

    /** The exception of a caller that rejects the shapes. */
    private static final class TooMany extends RuntimeException {
        TooMany(String message) {
            super(message);
        }
    }

    private static final String FIRST = "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}";

    @Property(tries = 200)
    void what_is_written_is_read_again(
            @ForAll @Size(max = 5) List<@StringLength(max = 200) String> names, @ForAll long seed) throws IOException {
        // Given
        Map<String, WeightTensor> tensors = new LinkedHashMap<>();
        names.stream().filter(name -> !name.equals("__metadata__")).forEach(name -> {
            int count = tensors.size() * 3;
            tensors.put(name, WeightTensor.filled(List.of(count, 2), seed % 1000 / 7f));
        });
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        // When
        Safetensors.write(tensors, out);
        Map<String, WeightTensor> read = read(out.toByteArray());

        // Then
        assertThat(read.keySet()).containsExactlyElementsOf(tensors.keySet());
        tensors.forEach((name, tensor) -> {
            assertThat(read.get(name).shape()).isEqualTo(tensor.shape());
            assertThat(read.get(name).values()).isEqualTo(tensor.values());
        });
    }

    @Test
    void tensors_may_lie_in_another_order_than_the_header_names_them() throws IOException {
        byte[] file = file(
                "{\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]},\"__metadata__\":{\"by\":\"us\"},"
                        + FIRST + "}  ",
                1.5f,
                2.5f);

        Map<String, WeightTensor> read = read(file);

        assertThat(read.keySet()).containsExactly("b", "a");
        assertThat(read.get("a").values()).containsExactly(1.5f);
        assertThat(read.get("b").values()).containsExactly(2.5f);
    }

    @Test
    void half_floats_and_brain_floats_are_widened() throws IOException {
        // Given: 1, -2, the smallest number above zero, the greatest number, and 1/3 in binary16; 1, -3.140625 and
        // 1e-38 in bfloat16.
        short[] halves = {0x3C00, (short) 0xC000, 0x0001, 0x7BFF, 0x3555, (short) 0x8000};
        short[] brains = {0x3F80, (short) 0xC049, 0x006D};
        byte[] head = file("{\"h\":{\"dtype\":\"F16\",\"shape\":[2,3],\"data_offsets\":[0,12]},"
                + "\"b\":{\"dtype\":\"BF16\",\"shape\":[3],\"data_offsets\":[12,18]}}");
        ByteBuffer file = ByteBuffer.allocate(head.length + 18)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(head);
        for (short value : halves) {
            file.putShort(value);
        }
        for (short value : brains) {
            file.putShort(value);
        }

        // When
        Map<String, WeightTensor> read = read(file.array());

        // Then
        assertThat(read.get("h").shape()).containsExactly(2, 3);
        assertThat(read.get("h").values()).containsExactly(1f, -2f, 0x1p-24f, 65504f, 0x1.554p-2f, -0f);
        assertThat(read.get("b").values()).containsExactly(1f, -3.140625f, Float.intBitsToFloat(0x006D0000));
    }

    @Test
    void half_floats_that_are_not_finite_are_refused() {
        for (int bits : new int[] {0x7C00, 0xFC00, 0x7E00}) {
            byte[] head = file("{\"h\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[0,2]}}");
            byte[] file = ByteBuffer.allocate(head.length + 2)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .put(head)
                    .putShort((short) bits)
                    .array();
            assertThatThrownBy(() -> read(file)).isInstanceOf(IOException.class).hasMessageStartingWith("tensor h has");
        }
    }

    @Test
    void counters_of_normalizations_are_passed_over() throws IOException {
        String counter = "\"n.num_batches_tracked\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]}";
        String last = "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}";

        Map<String, WeightTensor> read = read(file("{" + counter + "," + last + "}", 1, 2, 3));

        assertThat(read.keySet()).containsExactly("a");
        assertThat(read.get("a").values()).containsExactly(3f);
        String many = counter.replace("[]", "[2]").replace("[0,8]", "[0,16]");
        assertThatThrownBy(() -> read(file("{" + many + "}", 1, 2, 3, 4))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read(file("{" + counter.replace("I64", "I32") + "}", 1, 2)))
                .isInstanceOf(IOException.class)
                .hasMessage("tensor n.num_batches_tracked is of the type \"I32\", not I64");
        assertThatThrownBy(() -> read(file("{" + counter + "}", 1)))
                .isInstanceOf(IOException.class)
                .hasMessage("it is incomplete");
    }

    @Test
    void metadata_are_written_and_read_again() throws IOException {
        // Given
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("classes", "[\"\u00FC\",\"b\"]");
        metadata.put("padding", "SAME_UPPER");
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        // When
        Safetensors.write(Map.of("a", WeightTensor.filled(List.of(2), 1)), metadata, out);

        // Then
        assertThat(SafetensorsHeader.read(new ByteArrayInputStream(out.toByteArray()))
                        .metadata())
                .containsExactlyEntriesOf(metadata);
        assertThat(read(out.toByteArray()).keySet()).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"__metadata__\":[]," + FIRST + "}",
                "{\"__metadata__\":{\"a\":1}," + FIRST + "}",
                "{\"__metadata__\":{\"a\":{}}," + FIRST + "}",
                "null",
                "[]",
                "{",
                "{} {}",
                "{\"a\":1}",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[\"1\"],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1,-1],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[65536,65536],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967297],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2147483647],\"data_offsets\":[0,8589934588]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1,1,1,1,1,1,1,1,1],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[-4,0]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,18446744073709551620]}}",
                "{" + FIRST + "," + FIRST + "}",
                "{" + FIRST + ",\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                "{" + FIRST + ",\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}}",
                "{}"
            })
    void a_header_that_cannot_be_is_refused(String header) {
        assertThatThrownBy(() -> read(file(header, 1, 2))).isInstanceOf(IOException.class);
    }

    @Test
    void a_header_of_a_length_that_cannot_be_is_refused() {
        for (long length :
                new long[] {0, 1, -1, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE, SafetensorsHeader.LONGEST + 1}) {
            byte[] file = ByteBuffer.allocate(64)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(length)
                    .array();
            assertThatThrownBy(() -> read(file)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_header_that_nests_without_end_is_refused() {
        assertThatThrownBy(() -> read(file("{\"a\":".repeat(100_000)))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read(file("[".repeat(1_000_000)))).isInstanceOf(IOException.class);
    }

    @Test
    void a_value_that_is_not_finite_is_refused() {
        for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            assertThatThrownBy(() -> read(file("{" + FIRST + "}", value)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("tensor a has the value " + value);
        }
    }

    @Test
    void a_value_that_is_not_finite_is_not_written() {
        Map<String, WeightTensor> tensors = Map.of("a", WeightTensor.filled(List.of(2), Float.NaN));

        assertThatThrownBy(() -> Safetensors.write(tensors, new ByteArrayOutputStream()))
                .isInstanceOf(IOException.class)
                .hasMessage("tensor a has the value NaN");
    }

    @Test
    void a_name_that_no_reader_takes_is_not_written() {
        for (String name : List.of("x".repeat(201), "__metadata__")) {
            Map<String, WeightTensor> tensors = Map.of(name, WeightTensor.filled(List.of(2), 1));

            assertThatThrownBy(() -> Safetensors.write(tensors, new ByteArrayOutputStream()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void bytes_after_the_last_value_are_not_passed_over() {
        assertThatThrownBy(() -> read(file("{" + FIRST + "}", 1, 2)))
                .isInstanceOf(IOException.class)
                .hasMessage("bytes follow the last of its tensors");
    }

    @Test
    void values_that_the_caller_refuses_take_no_memory() {
        // Given: a header that announces two gigabytes, and a stream without an end.
        byte[] head = file("{\"a\":{\"dtype\":\"F32\",\"shape\":[536870911],\"data_offsets\":[0,2147483644]}}");
        InputStream endless = new InputStream() {
            private int at;

            @Override
            public int read() {
                return at < head.length ? head[at++] & 0xFF : 0;
            }
        };

        // When, Then
        assertThatThrownBy(() -> Safetensors.read(endless, shapes -> {
                    throw new IllegalArgumentException("the shape " + shapes.get("a"));
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the shape [536870911]");
    }

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void damaged_files(@ForAll long seed) throws IOException {
        Map<String, WeightTensor> tensors = new LinkedHashMap<>();
        tensors.put("a.weight", WeightTensor.filled(List.of(2, 3), 0.5f));
        tensors.put("a.bias", WeightTensor.filled(List.of(3), -1));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Safetensors.write(tensors, out);
        Mutations mutations = new Mutations(seed, out.toByteArray())
                .with(
                        "F32",
                        "F64",
                        "[",
                        "]",
                        "{",
                        "}",
                        ",",
                        "\"shape\":",
                        "\"data_offsets\":",
                        "-1",
                        "0",
                        "1e9",
                        "4294967296")
                .with(
                        "2147483647",
                        "9223372036854775807",
                        "18446744073709551616",
                        "1.5",
                        "null",
                        "\"__metadata__\":{},",
                        "F16",
                        "BF16",
                        "I64",
                        ".num_batches_tracked\"");
        int read = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] file = mutations.next();
            try {
                read(file).values().forEach(tensor -> assertThat(tensor.values())
                        .isNotNull());
                read++;
            } catch (IOException | TooMany e) {
                assertThat(e.getMessage()).isNotBlank();
            } catch (RuntimeException | Error e) {
                throw new AssertionError("of " + HexFormat.of().formatHex(file), e);
            }
        }
        assertThat(read).isBetween(500, 4_500);
    }

    private static Map<String, WeightTensor> read(byte[] file) throws IOException {
        return Safetensors.read(new ByteArrayInputStream(file), shapes -> {
            for (List<Integer> shape : shapes.values()) {
                long values = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
                if (values > file.length) {
                    throw new TooMany("more values than bytes are there: " + shape);
                }
            }
        });
    }

    private static byte[] file(String header, float... values) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer file =
                ByteBuffer.allocate(8 + json.length + 4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(json.length).put(json);
        for (float value : values) {
            file.putFloat(value);
        }
        return file.array();
    }
}
