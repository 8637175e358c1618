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
 * A step whose numbers lie where they were computed.
 *
 * @param numbers loss and hits, as doubles, // (2); closed when they are read
 * @param size samples
 */
record SubmittedStep(Tensor numbers, int size) implements PendingStep {

    /** Loss and hits, each of a single number, together: one transfer brings them here. */
    static Tensor numbers(Tensor loss, Tensor hits) {
        return torch.stack(new TensorVector(loss.to(ScalarType.Double), hits.to(ScalarType.Double)));
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
