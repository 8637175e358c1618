package cutmix.trainer.dl4j;

import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.network.NetworkShape;
import cutmix.trainer.engine.network.WeightTensor;
import cutmix.trainer.engine.safetensors.Safetensors;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** The gradients of an engine's first step by the common names. Adam stores (1 − β1) times each of them. */
final class FirstMoments {

    private static final String ENTRY = "optimizer.safetensors";
    private static final String PREFIX = "first-moment.";
    private static final float SHARE = 0.1f;

    private FirstMoments() {}

    static Map<String, WeightTensor> ofDl4j(Engine engine, NetworkShape network) {
        ComputationGraph graph = Networks.copyOf((Dl4jEngine) engine);
        FirstStep.forEach(graph, step -> graph.params().putScalar(step.index(), step.gradient()));
        return new GraphWeights(graph, network).get().tensors();
    }

    static Map<String, WeightTensor> ofLibTorch(Engine engine) {
        Map<String, WeightTensor> gradients = new LinkedHashMap<>();
        optimizer(engine).forEach((name, moment) -> {
            if (name.startsWith(PREFIX)) {
                float[] values = new float[moment.values().length];
                for (int i = 0; i < values.length; i++) {
                    values[i] = moment.values()[i] / SHARE;
                }
                gradients.put(name.substring(PREFIX.length()), new WeightTensor(moment.shape(), values));
            }
        });
        return gradients;
    }

    private static Map<String, WeightTensor> optimizer(Engine engine) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            engine.save(out);
            ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()));
            ZipEntry entry = zip.getNextEntry();
            while (!entry.getName().equals(ENTRY)) {
                entry = zip.getNextEntry();
            }
            return Safetensors.read(zip, any -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
