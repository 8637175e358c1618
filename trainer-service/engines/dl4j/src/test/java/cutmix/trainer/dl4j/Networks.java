package cutmix.trainer.dl4j;

import cutmix.schemas.order.SeededRandom;
import cutmix.trainer.engine.Batch;
import cutmix.trainer.engine.Recipe;
import cutmix.trainer.engine.TrainingSetup;
import cutmix.trainer.engine.network.InitialWeights;
import cutmix.trainer.engine.network.NetworkInput;
import cutmix.trainer.engine.network.NetworkShape;
import cutmix.trainer.engine.network.NetworkWeights;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Small networks of 8 layers for images of 8 × 8 × 3 in 3 classes, and batches for them. */
final class Networks {

    static final NetworkInput INPUT = new NetworkInput(8, 8, 3, 3);
    static final int BATCH = 6;

    private Networks() {}

    static Dl4jEngine engine(long seed) {
        return engine(seed, Execution.FUSED);
    }

    static Dl4jEngine engine(long seed, Execution execution) {
        NetworkShape network = new NetworkShape(8, INPUT);
        return engine(network, InitialWeights.draw(network, seed), execution);
    }

    static Dl4jEngine engine(NetworkShape network, NetworkWeights weights, Execution execution) {
        return engine(setup(network, Recipe.KERAS), weights, execution);
    }

    static Dl4jEngine engine(TrainingSetup setup, NetworkWeights weights, Execution execution) {
        return Dl4jEngine.create(Dl4j.ready(), setup, weights, execution);
    }

    /** Returns the setup of a training of a hundred steps. */
    static TrainingSetup setup(NetworkShape network, Recipe recipe) {
        return new TrainingSetup(network, recipe, BATCH, 100);
    }

    static Batch batch(long seed) {
        return batch(INPUT, BATCH, seed);
    }

    /** Creates uniform noise; each image has two classes with random weights. */
    static Batch batch(NetworkInput input, int size, long seed) {
        SeededRandom random = SeededRandom.of(seed);
        byte[] pixels = new byte[size * input.height() * input.width() * input.channels()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) random.nextInt(256);
        }
        int classes = input.classes();
        float[] softLabels = new float[size * classes];
        for (int sample = 0; sample < size; sample++) {
            float weight = (float) random.nextDouble();
            softLabels[sample * classes + random.nextInt(classes - 1)] = weight;
            softLabels[sample * classes + classes - 1] = 1 - weight;
        }
        return new Batch(size, pixels, softLabels);
    }

    /** Returns the scaled pixels, of shape {@code (batch, height, width, channels)}. */
    static INDArray pixels(Batch batch) {
        return pixels(batch, INPUT);
    }

    private static INDArray pixels(Batch batch, NetworkInput input) {
        INDArray pixels = Nd4j.create(batch.size(), input.height(), input.width(), input.channels());
        for (int i = 0; i < batch.pixels().length; i++) {
            pixels.putScalar(i, (batch.pixels()[i] & 0xFF) / 255f);
        }
        return pixels;
    }

    static INDArray labels(Batch batch) {
        return Nd4j.createFromArray(batch.softLabels()).reshape(batch.size(), batch.classes());
    }

    /** Returns a batch for {@link #inDoublePrecision(Dl4jEngine)}. */
    static MultiDataSet inDoublePrecision(Batch batch, NetworkInput input) {
        return new MultiDataSet(
                pixels(batch, input).castTo(DataType.DOUBLE), labels(batch).castTo(DataType.DOUBLE));
    }

    /** Copies the network of an engine to Deeplearning4j's built-in layers in double precision. */
    static ComputationGraph inDoublePrecision(Dl4jEngine engine) {
        ComputationGraph graph = copyOf(engine);
        return HelpersOff.during(() -> graph.convertDataType(DataType.DOUBLE));
    }

    /** Copies the network of an engine with its optimizer. */
    static ComputationGraph copyOf(Dl4jEngine engine) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            engine.save(out);
            return ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(out.toByteArray()), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies the network of an engine with its optimizer into a new engine. */
    static Dl4jEngine copyOf(Dl4jEngine engine, Execution execution) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            engine.save(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Dl4jEngine.restore(
                Dl4j.ready(),
                new ByteArrayInputStream(out.toByteArray()),
                Path.of("copy"),
                setup(new NetworkShape(8, INPUT), Recipe.KERAS),
                execution);
    }

    static float[] floats(INDArray array) {
        return array.dup('c').data().asFloat();
    }
}
