package cutmix.trainer.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.trainer.engine.Batch;
import cutmix.trainer.engine.library.EngineDescription;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNBatchNormHelper;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNConvHelper;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.MultiDataSet;

class OneDnnHelpersTest {

    private static final Batch BATCH = Networks.batch(1);

    @Test
    void every_convolution_and_normalization_runs_on_its_helper() {
        try (Dl4jEngine engine = Networks.engine(7, Execution.LAYERS)) {
            ComputationGraph graph = Networks.copyOf(engine);

            // When
            graph.fit(new MultiDataSet(Networks.pixels(BATCH), Networks.labels(BATCH)));
            graph.outputSingle(Networks.pixels(BATCH));

            // Then: Deeplearning4j silently replaces and counts a helper that fails
            assertThat(layers(graph, Layer.Type.CONVOLUTIONAL))
                    .hasSize(9)
                    .allSatisfy(layer -> assertThat(layer.getHelper()).isInstanceOf(MKLDNNConvHelper.class))
                    .extracting("helperCountFail")
                    .containsOnly(0);
            assertThat(layers(graph, Layer.Type.NORMALIZATION))
                    .hasSize(7)
                    .allSatisfy(layer -> assertThat(layer.getHelper()).isInstanceOf(MKLDNNBatchNormHelper.class))
                    .extracting("helperCountFail")
                    .containsOnly(0);
        }
    }

    @Test
    void the_description_counts_them() {
        try (Dl4jEngine engine = Networks.engine(7, Execution.LAYERS)) {
            // When
            EngineDescription description = engine.describe();

            // Then
            assertThat(description.line())
                    .matches("Deeplearning4j on ND4J CPU, threads: [0-9]+, oneDNN helpers in 16 of 16 layers");
            assertThat(description.warning()).isEmpty();
        }
    }

    @Test
    void the_description_warns_when_they_are_switched_off() {
        try (Dl4jEngine engine = HelpersOff.during(() -> Networks.engine(7, Execution.LAYERS))) {
            // When
            EngineDescription description = engine.describe();

            // Then
            assertThat(description.line()).endsWith("oneDNN helpers in 0 of 16 layers");
            assertThat(description.warning()).hasValueSatisfying(warning -> assertThat(warning)
                    .contains("16 layers run without oneDNN")
                    .contains("remove -D" + HelpersOff.PROPERTY));
        }
    }

    @Test
    void they_compute_what_the_built_in_layers_compute() {
        try (Dl4jEngine helped = Networks.engine(7, Execution.LAYERS);
                Dl4jEngine builtIn = HelpersOff.during(() -> Networks.engine(7, Execution.LAYERS))) {
            // When
            double helpedLoss = helped.fit(BATCH).loss();
            double builtInLoss = builtIn.fit(BATCH).loss();

            // Then
            assertThat(helpedLoss).isCloseTo(builtInLoss, Offset.offset(1e-6));
            assertThat(helped.evaluate(BATCH).loss())
                    .isCloseTo(builtIn.evaluate(BATCH).loss(), Offset.offset(1e-4));
        }
    }

    private static List<Layer> layers(ComputationGraph graph, Layer.Type type) {
        return Arrays.stream(graph.getLayers())
                .filter(layer -> layer.type() == type)
                .toList();
    }
}
