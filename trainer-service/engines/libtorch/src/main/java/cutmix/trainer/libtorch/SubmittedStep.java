package cutmix.trainer.libtorch;

import cutmix.trainer.engine.PendingStep;
import cutmix.trainer.engine.StepResult;
import cutmix.trainer.libtorch.tensor.Scope;
import cutmix.trainer.libtorch.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A step whose results are still on the device.
 *
 * @param numbers loss and correct predictions as two doubles; closed after they are read
 * @param size number of samples
 */
record SubmittedStep(Tensor numbers, int size) implements PendingStep {

    /** Combines loss and correct predictions, each a single number, so that one transfer suffices. */
    static Tensor numbers(Tensor loss, Tensor correct) {
        return torch.stack(new TensorVector(loss.to(ScalarType.Double), correct.to(ScalarType.Double)));
    }

    @Override
    public boolean isDone() {
        return !numbers.is_cuda();
    }

    @Override
    public StepResult result() {
        double[] read = Scope.ofMemory(() -> Tensors.doubles(numbers));
        numbers.close();
        return new StepResult(read[0], (int) read[1], size);
    }
}
