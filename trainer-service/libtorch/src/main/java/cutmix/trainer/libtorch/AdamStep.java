package cutmix.trainer.libtorch;

import cutmix.trainer.engine.Optimizer;
import cutmix.trainer.engine.TrainingSetup;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Adam (Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1 in the order of section 2's end: ε is
 * not corrected for the bias, as in Keras and Deeplearning4j; LibTorch's own optimizer corrects it).
 */
final class AdamStep extends OptimizerStep {

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;

    private final Optimizer.Adam adam;
    private final Tensor first = keep("first-moment");
    private final Tensor second = keep("second-moment");

    AdamStep(FlatParameters parameters, TrainingSetup setup, Optimizer.Adam adam) {
        super(parameters, setup);
        this.adam = adam;
    }

    @Override
    void move(Tensor values, Tensor gradients, double rate) {
        first.lerp_(gradients, new Scalar(1 - BETA1));
        second.mul_(new Scalar(BETA2)).addcmul_(gradients, gradients, new Scalar(1 - BETA2));
        double corrected = rate * Math.sqrt(1 - Math.pow(BETA2, steps())) / (1 - Math.pow(BETA1, steps()));
        values.addcdiv_(first, second.sqrt().add_(new Scalar(adam.epsilon())), new Scalar(-corrected));
    }
}
