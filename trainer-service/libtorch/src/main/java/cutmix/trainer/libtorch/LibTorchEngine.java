package cutmix.trainer.libtorch;

import cutmix.trainer.engine.Batch;
import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.EngineDescription;
import cutmix.trainer.engine.NetworkInput;
import cutmix.trainer.engine.NetworkShape;
import cutmix.trainer.engine.NetworkWeights;
import cutmix.trainer.engine.PendingStep;
import cutmix.trainer.engine.Precision;
import cutmix.trainer.engine.Predictions;
import cutmix.trainer.engine.Recipe;
import cutmix.trainer.engine.StepResult;
import cutmix.trainer.engine.TrainingSetup;
import cutmix.trainer.engine.WeightTensor;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A network in LibTorch. */
final class LibTorchEngine implements Engine {

    private final TrainingSetup setup;
    private final Device device;
    private final NetworkPixels pixels;
    private final TrainedParameters parameters;
    private final MovingStatistics statistics;
    private final TorchNetwork network;
    private final OptimizerStep optimizer;
    private final Precision precision;

    private LibTorchEngine(TrainingSetup setup, NetworkWeights weights, Precision precision) {
        this.setup = setup;
        this.precision = precision;
        this.device = new Device(torch.cuda_is_available() ? "cuda" : "cpu");
        TensorOptions options = new TensorOptions(device);
        NetworkShape shape = setup.network();
        Recipe recipe = setup.recipe();
        this.pixels = new NetworkPixels(setup.pixels(), device);
        this.parameters = new TrainedParameters(weights, options);
        this.statistics = new MovingStatistics(shape, weights, recipe.normMomentum(), options);
        this.network = new TorchNetwork(shape, parameters, statistics, recipe.normEpsilon());
        this.optimizer = OptimizerStep.of(parameters.layout(), setup);
        if (device.is_cuda()) {
            settle(precision);
        }
    }

    static LibTorchEngine create(TrainingSetup setup, NetworkWeights weights, Precision precision) {
        return new LibTorchEngine(setup, weights, precision);
    }

    /** @throws IllegalArgumentException if the state is not that of this recipe's optimizer */
    static LibTorchEngine restore(TrainingSetup setup, SavedNetwork saved, Precision precision) {
        LibTorchEngine engine = new LibTorchEngine(setup, saved.weights(), precision);
        engine.optimizer.restore(saved.optimizer(), saved.steps());
        return engine;
    }

    /** For the whole process's use of a GPU: LibTorch would allow TF32 by default. */
    private static void settle(Precision precision) {
        torch.globalContext().setAllowTF32CuDNN(precision == Precision.TF32);
        torch.globalContext().setAllowTF32CuBLAS(precision == Precision.TF32);
        // Nearly all batches are of one size: it tries once which algorithm is the fastest.
        torch.globalContext().setBenchmarkCuDNN(true);
    }

    @Override
    public EngineDescription describe() {
        String kernels = device.is_cuda()
                ? CudaDevice.first().toString()
                : "the CPU, threads: " + torch.get_num_threads() + ", kernels: "
                        + torch.get_cpu_capability().getString();
        String numbers = precision == Precision.FLOAT32 ? "" : ", precision: " + precision.label();
        return new EngineDescription("LibTorch " + version() + " on " + kernels + numbers, Optional.empty());
    }

    /** That of the library: the bindings' constant is that of what they were generated from. */
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
            Tensor labels = labels(batch);
            Tensor scores = network.scores(images(batch.pixels(), batch.size()), true);
            Tensor crossEntropy = torch.cross_entropy_loss(scores, labels);
            parameters.clearGradients();
            crossEntropy.backward();
            return Scope.unrecorded(() -> step(batch.size(), crossEntropy, scores, labels));
        });
        return new SubmittedStep(numbers, batch.size());
    }

    private Tensor step(int size, Tensor crossEntropy, Tensor scores, Tensor labels) {
        Tensor loss = withKernelTerm(crossEntropy);
        Tensor hits = heaviest(scores).eq(heaviest(labels)).sum();
        parameters.addKernelDecay(setup.recipe().kernelL2());
        optimizer.run(parameters.values(), parameters.gradients());
        statistics.update(size);
        return SubmittedStep.numbers(loss, hits);
    }

    private static Tensor heaviest(Tensor rows) {
        return rows.argmax(new LongOptional(1), false);
    }

    /** c·‖w‖² of the kernels added. */
    private Tensor withKernelTerm(Tensor crossEntropy) {
        return parameters
                .kernelSquares()
                .mul_(new Scalar(setup.recipe().kernelL2()))
                .add_(crossEntropy);
    }

    @Override
    public Predictions evaluate(Batch batch) {
        return Scope.withoutGradients(() -> {
            Tensor scores = network.scores(images(batch.pixels(), batch.size()), false);
            Tensor loss = withKernelTerm(torch.cross_entropy_loss(scores, labels(batch)));
            return Predictions.of(loss.item_double(), Tensors.floats(scores), batch);
        });
    }

    @Override
    public float[] probabilities(byte[] pixels, int images) {
        return Scope.withoutGradients(() ->
                Tensors.floats(network.scores(images(pixels, images), false).softmax(1)));
    }

    private Tensor images(byte[] bytes, int images) {
        NetworkInput input = setup.network().input();
        return pixels.of(Tensors.images(bytes, device, images, input.height(), input.width(), input.channels()))
                .to(precision == Precision.BF16 ? ScalarType.BFloat16 : ScalarType.Float);
    }

    private Tensor labels(Batch batch) {
        return Tensors.of(batch.softLabels(), device, batch.size(), batch.classes());
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
    public void save(OutputStream out) throws IOException {
        new SavedNetwork(weights(), optimizer.state(), optimizer.steps()).write(out);
    }

    @Override
    public void close() {
        optimizer.close();
        pixels.close();
        statistics.close();
        parameters.close();
    }
}
