package cutmix.trainer.libtorch.optimizer;

import cutmix.trainer.engine.Optimizer;
import cutmix.trainer.engine.TrainingSetup;
import cutmix.trainer.libtorch.tensor.FlatParameters;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Adam as defined by {@link Optimizer.Adam}. LibTorch's own optimizer also corrects ε for the bias. */
final class AdamStep extends OptimizerStep {

    private final Optimizer.Adam adam;
    private final Tensor first = keep("first-moment");
    private final Tensor second = keep("second-moment");

    AdamStep(FlatParameters parameters, TrainingSetup setup, Optimizer.Adam adam) {
        super(parameters, setup);
        this.adam = adam;
    }

    @Override
    double size(double rate) {
        return Optimizer.Adam.corrected(rate, steps());
    }

    @Override
    void move(Tensor values, Tensor gradients, Tensor size) {
        first.lerp_(gradients, new Scalar(1 - Optimizer.Adam.BETA1));
        second.mul_(new Scalar(Optimizer.Adam.BETA2))
                .addcmul_(gradients, gradients, new Scalar(1 - Optimizer.Adam.BETA2));
        values.sub_(first.mul(size).div_(second.sqrt().add_(new Scalar(adam.epsilon()))));
    }
}
