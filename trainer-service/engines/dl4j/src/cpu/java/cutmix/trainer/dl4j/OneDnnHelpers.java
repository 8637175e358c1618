package cutmix.trainer.dl4j;

import cutmix.trainer.engine.library.EngineDescription;
import java.util.Optional;
import java.util.Properties;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Deeplearning4j's fast kernels for convolution and normalization on the CPU. The release disables them for two
 * reasons: {@code HelperUtils} reads a property whose default disables them, and Deeplearning4j drops them if it does
 * not find a class that the release no longer contains. {@link org.nd4j.nativeblas.Nd4jCpu} replaces that class.
 */
final class OneDnnHelpers {

    private static final String DISABLE = "org.eclipse.deeplearning4j.helpers.disable";

    private OneDnnHelpers() {}

    /** Enables the helpers unless the property is set; call it before the first network is created. */
    static void enable() {
        if (System.getProperty(DISABLE) == null) {
            System.setProperty(DISABLE, "false");
        }
    }

    /** Describes the kernels that the layers of this network use. */
    static EngineDescription describe(ComputationGraph graph) {
        Properties environment = Nd4j.getExecutioner().getEnvironmentInformation();
        int able = 0;
        int helped = 0;
        for (Layer layer : graph.getLayers()) {
            if (layer.type() == Layer.Type.CONVOLUTIONAL || layer.type() == Layer.Type.NORMALIZATION) {
                able++;
                if (layer.getHelper() != null) {
                    helped++;
                }
            }
        }
        String line = "Deeplearning4j on ND4J " + environment.getProperty("backend") + ", threads: "
                + Nd4j.getEnvironment().maxThreads() + ", oneDNN helpers in " + helped + " of " + able
                + " layers";
        Optional<String> warning = helped == able
                ? Optional.empty()
                : Optional.of("training is about ten times slower than it could be: " + (able - helped)
                        + " layers run without oneDNN; remove -D" + DISABLE
                        + ", or use a nd4j-native jar built with oneDNN");
        return new EngineDescription(line, EngineDescription.CPU, warning);
    }
}
