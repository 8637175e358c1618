package cutmix.trainer.dl4j;

import cutmix.schemas.SeededRandom;
import cutmix.trainer.engine.Batch;
import cutmix.trainer.engine.NetworkInput;
import cutmix.trainer.engine.NetworkShape;
import cutmix.trainer.engine.Recipe;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Small networks of 8 layers for images of 8 × 8 × 3 in 3 classes, and batches for them. */
final class Networks {

    static final NetworkInput INPUT = new NetworkInput(8, 8, 3, 3);
    static final int BATCH = 6;

    private Networks() {}

    static Dl4jEngine engine(long seed) {
        Dl4jEngine engine = Dl4jEngine.create(new NetworkShape(8, INPUT), Recipe.KERAS);
        engine.initialise(seed);
        return engine;
    }

    /** Uniform noise, each image with two classes of random weights. */
    static Batch batch(long seed) {
        SeededRandom random = SeededRandom.of(seed);
        byte[] pixels = new byte[BATCH * INPUT.height() * INPUT.width() * INPUT.channels()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) random.nextInt(256);
        }
        float[] softLabels = new float[BATCH * INPUT.classes()];
        for (int sample = 0; sample < BATCH; sample++) {
            float weight = (float) random.nextDouble();
            softLabels[sample * INPUT.classes() + random.nextInt(2)] = weight;
            softLabels[sample * INPUT.classes() + 2] = 1 - weight;
        }
        return new Batch(BATCH, pixels, softLabels);
    }

    /** The pixels as the network takes them, // (batch, height, width, channels). */
    static INDArray pixels(Batch batch) {
        INDArray pixels = Nd4j.create(batch.size(), INPUT.height(), INPUT.width(), INPUT.channels());
        for (int i = 0; i < batch.pixels().length; i++) {
            pixels.putScalar(i, (batch.pixels()[i] & 0xFF) / 255f);
        }
        return pixels;
    }

    static INDArray labels(Batch batch) {
        return Nd4j.createFromArray(batch.softLabels()).reshape(batch.size(), INPUT.classes());
    }

    /** A copy of the network within an engine, with its optimizer. */
    static ComputationGraph copyOf(Dl4jEngine engine) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            engine.save(out);
            return ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(out.toByteArray()), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static float[] floats(INDArray array) {
        return array.dup('c').data().asFloat();
    }
}
