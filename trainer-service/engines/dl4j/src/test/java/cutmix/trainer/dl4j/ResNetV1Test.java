package cutmix.trainer.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cutmix.trainer.engine.Recipe;
import cutmix.trainer.engine.network.NetworkInput;
import cutmix.trainer.engine.network.NetworkShape;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

@NeedsDevice
class ResNetV1Test {

    @ParameterizedTest
    @CsvSource({"20, 274442", "8, 78666"})
    void has_the_parameters_of_its_list_of_layers(int depth, int parameters) {
        // Given
        NetworkShape shape = new NetworkShape(depth, new NetworkInput(32, 32, 3, 10));

        // When
        ComputationGraph graph = network(shape);

        // Then
        assertThat(graph.numParams()).isEqualTo(countedByHand(shape)).isEqualTo(parameters);
    }

    @Test
    void regularizes_the_kernels_of_its_convolutions_and_nothing_else() {
        // Given: parameters that are not zero
        ComputationGraph graph = network(new NetworkShape(8, Networks.INPUT));
        graph.params().addi(0.5);

        // When
        double regularization = graph.calcRegularizationScore(true);

        // Then
        double squares = 0;
        int kernels = 0;
        for (Map.Entry<String, INDArray> parameter : graph.paramTable().entrySet()) {
            if (parameter.getValue().rank() == 4) {
                kernels++;
                for (float weight : Networks.floats(parameter.getValue())) {
                    squares += (double) weight * weight;
                }
            }
        }
        assertThat(kernels).isEqualTo(9);
        assertThat(regularization).isCloseTo(1e-4 * squares, within(1e-5 * 1e-4 * squares));
    }

    @Test
    void the_second_and_third_stack_halve_the_image() {
        // Given
        NetworkInput input = new NetworkInput(10, 8, 1, 2);

        // When
        ComputationGraph graph = network(new NetworkShape(8, input));
        Map<String, INDArray> activations = graph.feedForward(Nd4j.rand(1, 10, 8, 1), false);

        // Then
        assertThat(activations.get("stack0-block0-relu").shape()).containsExactly(1, 10, 8, 16);
        assertThat(activations.get("stack1-block0-relu").shape()).containsExactly(1, 5, 4, 32);
        assertThat(activations.get("stack2-block0-relu").shape()).containsExactly(1, 3, 2, 64);
        assertThat(activations.get(ResNetV1.FEATURES).shape()).containsExactly(1, 64);
        assertThat(activations.get(ResNetV1.CLASSES).shape()).containsExactly(1, 2);
    }

    private static ComputationGraph network(NetworkShape shape) {
        Dl4j.ready();
        ComputationGraph graph = new ComputationGraph(ResNetV1.configuration(Networks.setup(shape, Recipe.KERAS)));
        graph.init();
        return graph;
    }

    private static int countedByHand(NetworkShape shape) {
        int count = convolution(shape.input().channels(), 16, 3) + normalization(16);
        int channels = 16;
        for (int stack = 0; stack < 3; stack++) {
            int wider = 16 << stack;
            for (int block = 0; block < shape.blocksPerStack(); block++) {
                count += convolution(channels, wider, 3) + normalization(wider);
                count += convolution(wider, wider, 3) + normalization(wider);
                if (channels != wider) {
                    count += convolution(channels, wider, 1);
                }
                channels = wider;
            }
        }
        return count + 64 * shape.input().classes() + shape.input().classes();
    }

    private static int convolution(int in, int out, int kernel) {
        return in * out * kernel * kernel + out;
    }

    /** Returns the number of scales, shifts, moving means and moving variances. */
    private static int normalization(int channels) {
        return 4 * channels;
    }
}
