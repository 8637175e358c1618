package cutmix.trainer.engine.network;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ConvolutionLayerTest {

    @Test
    void an_even_side_is_padded_after_it_alone_where_it_is_halved() {
        assertThat(layer().kernel(3).stride(2).build().padding(32)).isEqualTo(1);
        assertThat(layer().kernel(1).stride(2).build().padding(32)).isZero();
        assertThat(layer().kernel(3).stride(1).build().padding(32)).isEqualTo(2);
    }

    @Property
    void every_output_has_its_input_and_none_is_left_over(
            @ForAll @IntRange(min = 1, max = 100) int side,
            @ForAll @IntRange(min = 1, max = 3) int kernel,
            @ForAll @IntRange(min = 1, max = 2) int stride) {
        ConvolutionLayer layer = layer().kernel(kernel).stride(stride).build();

        int places = side + layer.padding(side) - kernel;

        assertThat(Math.floorDiv(places, stride) + 1).isEqualTo(layer.output(side));
        assertThat(layer.padding(side)).isLessThanOrEqualTo(kernel - 1);
    }

    private static ConvolutionLayerBuilder layer() {
        return ConvolutionLayer.builder().name("a").inputs(16).outputs(32);
    }
}
