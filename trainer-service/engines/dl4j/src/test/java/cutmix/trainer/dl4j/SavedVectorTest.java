package cutmix.trainer.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.mutations.Mutations;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

@NeedsDevice
class SavedVectorTest {

    /** More values than one read, and not a multiple of it. */
    private static final int LENGTH = 40_001;

    @Test
    void what_nd4j_has_written_comes_back_bit_for_bit() throws IOException {
        // Given
        float[] values = new float[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            values[i] = (i - 7) / 3f;
        }

        // When, Then
        assertThat(read(written(values), LENGTH)).isEqualTo(values);
    }

    @Test
    void another_length_or_type_is_refused() throws IOException {
        byte[] three = written(1, 2, 3);

        assertThatThrownBy(() -> read(three, 4))
                .isInstanceOf(IOException.class)
                .hasMessage("v in it has 3 values, not 4");
        assertThatThrownBy(() -> read(Arrays.copyOf(three, three.length + 1), 3))
                .isInstanceOf(IOException.class)
                .hasMessage("v in it is followed by other bytes");
        assertThatThrownBy(() -> read(Arrays.copyOf(three, three.length - 1), 3))
                .isInstanceOf(IOException.class)
                .hasMessage("v in it is incomplete");
        assertThatThrownBy(() -> read(bytes(Nd4j.createFromArray(1.0, 2.0, 3.0)), 3))
                .isInstanceOf(IOException.class)
                .hasMessage("v in it is not in the format of ND4J");
    }

    @Test
    void a_value_that_is_not_finite_is_refused() throws IOException {
        byte[] diverged = written(1, Float.NaN, 3);

        assertThatThrownBy(() -> read(diverged, 3))
                .isInstanceOf(IOException.class)
                .hasMessage("v in it has the value NaN");
    }

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void damaged_vectors(@ForAll long seed) throws IOException {
        Mutations mutations = new Mutations(seed, written(1, 2, 3))
                .with("MIXED_DATA_TYPES", "LONG_SHAPE", "HEAP", "FLOAT", "LONG", "DOUBLE", "COMPRESSED");
        int read = 0;
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = mutations.next();
            try {
                assertThat(read(bytes, 3)).hasSize(3);
                read++;
            } catch (IOException e) {
                assertThat(e.getMessage()).startsWith("v in it ");
            } catch (RuntimeException | Error e) {
                throw new AssertionError("of " + HexFormat.of().formatHex(bytes), e);
            }
        }
        assertThat(read).isBetween(1_000, 9_000);
    }

    private static float[] read(byte[] bytes, int length) throws IOException {
        return SavedVector.read(new ByteArrayInputStream(bytes), length, "v");
    }

    private static byte[] written(float... values) throws IOException {
        return bytes(Nd4j.createFromArray(values).reshape(1, values.length));
    }

    private static byte[] bytes(INDArray array) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Nd4j.write(array, new DataOutputStream(out));
        return out.toByteArray();
    }
}
