package cutmix.trainer.libtorch;

import cutmix.trainer.engine.Recipe;
import cutmix.trainer.libtorch.optimizer.OptimizerStep;
import cutmix.trainer.libtorch.tensor.Scope;
import cutmix.trainer.libtorch.tensor.TrainedParameters;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** A step of the optimizer. Its kernels are the same for all batches of a size. */
final class TrainingStep {

    private final Recipe recipe;
    private final InputScale scale;
    private final TorchNetwork network;
    private final TrainedParameters parameters;
    private final MovingStatistics statistics;
    private final OptimizerStep optimizer;

    TrainingStep(
            Recipe recipe,
            InputScale scale,
            TorchNetwork network,
            TrainedParameters parameters,
            MovingStatistics statistics,
            OptimizerStep optimizer) {
        this.recipe = recipe;
        this.scale = scale;
        this.network = network;
        this.parameters = parameters;
        this.statistics = statistics;
        this.optimizer = optimizer;
    }

    /** Starts the next step: prepares the values that differ between steps. */
    void begin(int size) {
        optimizer.begin();
        statistics.expect(size);
    }

    /**
     * Runs the started step.
     *
     * @return the numbers of a {@link SubmittedStep}
     */
    Tensor run(DeviceBatch batch) {
        Tensor scores = network.scores(scale.of(batch.pixels()), true);
        Tensor crossEntropy = torch.cross_entropy_loss(scores, batch.labels());
        parameters.clearGradients();
        crossEntropy.backward();
        return Scope.unrecorded(() -> {
            parameters.gatherGradients();
            Tensor loss = withKernelTerm(crossEntropy);
            Tensor correct = heaviest(scores).eq(heaviest(batch.labels())).sum();
            parameters.addKernelDecay(recipe.kernelL2());
            optimizer.run(parameters.values(), parameters.gradients());
            statistics.update();
            return SubmittedStep.numbers(loss, correct);
        });
    }

    /** Adds c·‖w‖² of the kernels, without gradients. */
    Tensor withKernelTerm(Tensor crossEntropy) {
        return parameters.kernelSquares().mul_(new Scalar(recipe.kernelL2())).add_(crossEntropy);
    }

    private static Tensor heaviest(Tensor rows) {
        return rows.argmax(new LongOptional(1), false);
    }
}
