package cutmix.trainer.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkWeightsTest {

    private static final NetworkShape NETWORK = new NetworkShape(8, new NetworkInput(8, 6, 3, 4));

    @ParameterizedTest
    @ValueSource(ints = {8, 20, 32})
    void say_what_network_they_belong_to(int depth) {
        NetworkShape network = new NetworkShape(depth, new NetworkInput(9, 7, 1, 5));

        assertThat(InitialWeights.draw(network, 1).network(9, 7)).isEqualTo(network);
    }

    @Test
    void those_of_a_resnet_20_are_as_many_as_keras_counts() {
        NetworkShape network = new NetworkShape(20, new NetworkInput(32, 32, 3, 10));

        // 273,066 trained parameters, as in the example, and two statistics for each of 688 normalized channels
        assertThat(InitialWeights.draw(network, 1).flat()).hasSize(273_066 + 2 * 688);
    }

    @Test
    void read_again_are_the_same_bit_for_bit() throws Exception {
        // Given
        NetworkWeights weights = InitialWeights.draw(NETWORK, 1);

        // When
        NetworkWeights read = NetworkWeights.read(new ByteArrayInputStream(bytes(weights)));

        // Then
        assertThat(read.flat()).isEqualTo(weights.flat());
        assertThat(read.fingerprint()).isEqualTo(weights.fingerprint());
        assertThat(read.tensors().keySet())
                .containsExactlyElementsOf(weights.tensors().keySet());
    }

    @Test
    void one_value_more_or_less_is_another_fingerprint() {
        NetworkWeights weights = InitialWeights.draw(NETWORK, 1);
        String before = weights.fingerprint();

        weights.values("classes.bias")[0] = 1e-30f;

        assertThat(weights.fingerprint()).isNotEqualTo(before).hasSize(64);
    }

    @Test
    void the_file_is_a_header_of_json_and_little_endian_values() throws Exception {
        // Given
        NetworkWeights weights = InitialWeights.draw(NETWORK, 1);
        float[] bias = weights.values("classes.bias");
        Arrays.fill(bias, 1);

        // When
        byte[] file = bytes(weights);

        // Then
        int header = (file[0] & 0xFF) | (file[1] & 0xFF) << 8;
        assertThat(header % 8).isZero();
        String json = new String(file, 8, header, StandardCharsets.UTF_8);
        assertThat(json)
                .startsWith("{\"stem.conv.weight\":{\"dtype\":\"F32\",\"shape\":[16,3,3,3],\"data_offsets\":[0,1728]}");
        assertThat(file).hasSize(8 + header + 4 * weights.flat().length);
        // 1.0f is 0x3F800000.
        assertThat(Arrays.copyOfRange(file, file.length - 4, file.length)).containsExactly(0, 0, 0x80, 0x3F);
    }

    @Test
    void a_file_that_is_none_or_not_whole_is_refused() throws Exception {
        byte[] whole = bytes(InitialWeights.draw(NETWORK, 1));

        for (byte[] bytes : List.of(
                new byte[0],
                "hello".getBytes(StandardCharsets.UTF_8),
                "hello, this is a text".getBytes(StandardCharsets.UTF_8),
                Arrays.copyOf(whole, 100),
                Arrays.copyOf(whole, whole.length - 1))) {
            assertThatThrownBy(() -> NetworkWeights.read(new ByteArrayInputStream(bytes)))
                    .isInstanceOf(IOException.class)
                    .message()
                    .isNotBlank();
        }
    }

    @Test
    void a_tensor_that_is_missing_superfluous_or_of_another_shape_is_named() {
        Map<String, WeightTensor> tensors =
                new LinkedHashMap<>(InitialWeights.draw(NETWORK, 1).tensors());

        assertRefused(tensors, "stem.norm.bias", null, "tensor stem.norm.bias is missing");
        assertRefused(
                tensors,
                "stem.norm.bias",
                WeightTensor.filled(List.of(4), 0),
                "tensor stem.norm.bias has the shape [4], not [16]");
        assertRefused(
                tensors,
                "extra",
                WeightTensor.filled(List.of(4), 0),
                "tensor extra is not one of a ResNet v1 of this depth");
        assertRefused(
                tensors,
                "stem.conv.weight",
                null,
                "tensor stem.conv.weight is missing; found stem.conv.bias, stem.norm.weight, stem.norm.bias and "
                        + (tensors.size() - 4) + " more");
        assertRefused(
                tensors,
                "stem.conv.weight",
                WeightTensor.filled(List.of(16), 0),
                "tensor stem.conv.weight has the shape [16], not (outputs, inputs, height, width)");
        assertRefused(tensors, "stack1-block0-a.conv.weight", null, "tensor stack1-block0-a.conv.weight is missing");
        assertRefused(
                tensors,
                "classes.bias",
                WeightTensor.filled(List.of(1), 0),
                "tensor classes.bias has the shape [1], not one number, of two classes or more");
    }

    private static void assertRefused(
            Map<String, WeightTensor> tensors, String name, WeightTensor changed, String message) {
        Map<String, WeightTensor> other = new LinkedHashMap<>(tensors);
        if (changed == null) {
            other.remove(name);
        } else {
            other.put(name, changed);
        }
        assertThatThrownBy(() -> new NetworkWeights(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static byte[] bytes(NetworkWeights weights) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        weights.write(out);
        return out.toByteArray();
    }
}
