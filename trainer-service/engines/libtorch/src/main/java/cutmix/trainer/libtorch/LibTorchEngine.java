package cutmix.trainer.libtorch;

import cutmix.trainer.engine.Batch;
import cutmix.trainer.engine.Computation;
import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.PendingStep;
import cutmix.trainer.engine.Precision;
import cutmix.trainer.engine.Predictions;
import cutmix.trainer.engine.Recipe;
import cutmix.trainer.engine.StepResult;
import cutmix.trainer.engine.TrainingSetup;
import cutmix.trainer.engine.library.EngineDescription;
import cutmix.trainer.engine.network.NetworkInput;
import cutmix.trainer.engine.network.NetworkShape;
import cutmix.trainer.engine.network.NetworkWeights;
import cutmix.trainer.engine.network.WeightTensor;
import cutmix.trainer.libtorch.optimizer.OptimizerStep;
import cutmix.trainer.libtorch.tensor.Scope;
import cutmix.trainer.libtorch.tensor.Tensors;
import cutmix.trainer.libtorch.tensor.TrainedParameters;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** A network computed by LibTorch. */
final class LibTorchEngine implements Engine {

    private final TrainingSetup setup;
    private final Device device;
    private final InputScale scale;
    private final TrainedParameters parameters;
    private final MovingStatistics statistics;
    private final TorchNetwork network;
    private final OptimizerStep optimizer;
    private final Precision precision;
    private final TrainingStep step;
    private final Optional<StepRecorder> recorder;

    LibTorchEngine(TrainingSetup setup, NetworkWeights weights, Computation computation, Device device) {
        this.setup = setup;
        this.precision = computation.precision();
        this.device = device;
        TensorOptions options = new TensorOptions(device);
        NetworkShape shape = setup.network();
        Recipe recipe = setup.recipe();
        this.scale = new InputScale(setup.pixels(), precision, device);
        this.parameters = new TrainedParameters(weights, options);
        this.statistics = new MovingStatistics(shape, weights, recipe.normMomentum(), options);
        this.network = new TorchNetwork(shape, parameters, statistics, recipe.normEpsilon());
        this.optimizer = OptimizerStep.of(parameters.layout(), setup);
        this.step = new TrainingStep(recipe, scale, network, parameters, statistics, optimizer);
        boolean recording = device.is_cuda() && computation.recordsSteps();
        this.recorder = recording ? Optional.of(new StepRecorder(step, input(), device)) : Optional.empty();
        if (device.is_cuda()) {
            settle(precision);
        }
    }

    static LibTorchEngine create(TrainingSetup setup, NetworkWeights weights, Computation computation) {
        return new LibTorchEngine(setup, weights, computation, best());
    }

    /** @throws IllegalArgumentException if the state does not belong to this recipe's optimizer */
    static LibTorchEngine restore(TrainingSetup setup, SavedNetwork saved, Computation computation) {
        LibTorchEngine engine = new LibTorchEngine(setup, saved.weights(), computation, best());
        engine.optimizer.restore(saved.optimizer(), saved.steps());
        return engine;
    }

    private static Device best() {
        return new Device(torch.cuda_is_available() ? "cuda" : "cpu");
    }

    /** Sets the GPU options of the process; LibTorch allows TF32 by default. */
    private static void settle(Precision precision) {
        torch.globalContext().setAllowTF32CuDNN(precision == Precision.TF32);
        torch.globalContext().setAllowTF32CuBLAS(precision == Precision.TF32);
        // Nearly all batches have the same size, so cuDNN tries once which algorithm is the fastest.
        torch.globalContext().setBenchmarkCuDNN(true);
    }

    @Override
    public EngineDescription describe() {
        String kernels = device.is_cuda()
                ? CudaDevice.first().toString()
                : "the CPU, threads: " + torch.get_num_threads() + ", kernels: "
                        + torch.get_cpu_capability().getString();
        String numbers = precision == Precision.FLOAT32 ? "" : ", precision: " + precision.label();
        return new EngineDescription(
                "LibTorch " + version() + " on " + kernels + numbers,
                device.is_cuda() ? CudaDevice.first().name() : EngineDescription.CPU,
                Optional.empty());
    }

    /**
     * Returns the version of the library; the constant of the bindings is the version that they were generated from.
     */
    private static String version() {
        return torch.class.getPackage().getImplementationVersion().replaceFirst("-.*", "");
    }

    @Override
    public StepResult fit(Batch batch) {
        return begin(batch).result();
    }

    @Override
    public PendingStep begin(Batch batch) {
        Tensor numbers = Scope.ofMemoryBut(() -> {
            step.begin(batch.size());
            return recorder.isPresent() ? recorder.get().run(batch) : step.run(DeviceBatch.of(batch, input(), device));
        });
        return new SubmittedStep(numbers, batch.size());
    }

    @Override
    public Predictions evaluate(Batch batch) {
        return Scope.withoutGradients(() -> {
            DeviceBatch here = DeviceBatch.of(batch, input(), device);
            Tensor scores = network.scores(scale.of(here.pixels()), false);
            Tensor loss = step.withKernelTerm(torch.cross_entropy_loss(scores, here.labels()));
            return Predictions.of(loss.item_double(), Tensors.floats(scores), batch);
        });
    }

    @Override
    public float[] probabilities(byte[] pixels, int images) {
        return Scope.withoutGradients(() -> {
            Tensor there = scale.of(DeviceBatch.pixels(pixels, images, input(), device));
            return Tensors.floats(network.scores(there, false).softmax(1));
        });
    }

    private NetworkInput input() {
        return setup.network().input();
    }

    @Override
    public double learningRate() {
        return setup.learningRate(optimizer.steps());
    }

    @Override
    public NetworkWeights weights() {
        Map<String, WeightTensor> tensors = new HashMap<>(parameters.copies());
        tensors.putAll(statistics.copies());
        return new NetworkWeights(tensors);
    }

    @Override
    public boolean isFinite() {
        return Scope.withoutGradients(
                () -> Tensors.areFinite(parameters.values()) && statistics.areFinite() && optimizer.isFinite());
    }

    @Override
    public void save(OutputStream out) throws IOException {
        new SavedNetwork(weights(), optimizer.state(), optimizer.steps()).write(out);
    }

    @Override
    public void close() {
        recorder.ifPresent(StepRecorder::close);
        optimizer.close();
        scale.close();
        statistics.close();
        parameters.close();
    }
}
