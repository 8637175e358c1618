package cutmix.trainer.libtorch.optimizer;

import cutmix.trainer.engine.Optimizer;
import cutmix.trainer.engine.TrainingSetup;
import cutmix.trainer.libtorch.tensor.FlatParameters;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Gradient descent as defined by {@link Optimizer.Nesterov}. LibTorch's own optimizer stores a velocity without the
 * rate, which gives other results when the rate changes.
 */
final class NesterovStep extends OptimizerStep {

    private final Scalar momentum;
    private final Tensor velocity = keep("velocity");

    NesterovStep(FlatParameters parameters, TrainingSetup setup, double momentum) {
        super(parameters, setup);
        this.momentum = new Scalar(momentum);
    }

    @Override
    double size(double rate) {
        return rate;
    }

    @Override
    void move(Tensor values, Tensor gradients, Tensor size) {
        Tensor descent = gradients.mul(size);
        velocity.mul_(momentum).sub_(descent);
        values.add_(velocity, momentum).sub_(descent);
    }
}
