package cutmix.trainer.training;

import cutmix.trainer.engine.Batch;
import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.PendingStep;
import cutmix.trainer.engine.Predictions;
import cutmix.trainer.engine.StepResult;
import cutmix.trainer.engine.library.EngineDescription;
import cutmix.trainer.engine.network.InitialWeights;
import cutmix.trainer.engine.network.NetworkInput;
import cutmix.trainer.engine.network.NetworkShape;
import cutmix.trainer.engine.network.NetworkWeights;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** An engine that learns nothing: it records its batches and returns prepared results. */
public class ScriptedEngine implements Engine {

    final List<Batch> fitted = new ArrayList<>();
    private final Iterator<StepResult> answers;
    private boolean ownDevice;
    private boolean diverged;

    public ScriptedEngine(StepResult... answers) {
        this.answers = List.of(answers).iterator();
    }

    /** Makes the engine return its answer when a step's result is read, not when the batch is submitted. */
    ScriptedEngine onADeviceOfItsOwn() {
        ownDevice = true;
        return this;
    }

    /** Makes the weights NaN. */
    public ScriptedEngine diverged() {
        diverged = true;
        return this;
    }

    @Override
    public boolean isFinite() {
        return !diverged;
    }

    @Override
    public PendingStep begin(Batch batch) {
        return ownDevice ? new LaterStep(fit(batch)) : PendingStep.done(fit(batch));
    }

    @Override
    public StepResult fit(Batch batch) {
        fitted.add(batch);
        return answers.next();
    }

    @Override
    public Predictions evaluate(Batch batch) {
        StepResult answer = answers.next();
        List<Integer> classes = new ArrayList<>();
        for (int sample = 0; sample < batch.size(); sample++) {
            int missed = sample < answer.correct() ? 0 : 1;
            classes.add((batch.heaviestClass(sample) + missed) % batch.classes());
        }
        return new Predictions(answer.loss(), classes);
    }

    @Override
    public float[] probabilities(byte[] pixels, int images) {
        throw new UnsupportedOperationException("it is trained and evaluated alone");
    }

    @Override
    public double learningRate() {
        return 0.125;
    }

    @Override
    public void save(OutputStream out) throws IOException {
        out.write("weights".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public EngineDescription describe() {
        return new EngineDescription("scripted", EngineDescription.CPU, Optional.empty());
    }

    @Override
    public NetworkWeights weights() {
        return InitialWeights.draw(new NetworkShape(8, new NetworkInput(8, 8, 3, 2)), 1);
    }

    @Override
    public void close() {}

    private record LaterStep(StepResult result) implements PendingStep {

        @Override
        public boolean isDone() {
            return false;
        }
    }
}
