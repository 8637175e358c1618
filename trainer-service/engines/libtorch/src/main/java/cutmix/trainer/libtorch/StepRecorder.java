package cutmix.trainer.libtorch;

import cutmix.trainer.engine.Batch;
import cutmix.trainer.engine.network.NetworkInput;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.cuda.CUDAStream;
import org.bytedeco.pytorch.cuda.CUDAStreamGuard;
import org.bytedeco.pytorch.global.torch_cuda;

/**
 * Runs steps on a GPU. After some batches of equal size, it runs further steps of this size with a single launch each.
 */
final class StepRecorder implements AutoCloseable {

    private static final int BEFORE_RECORDING = 3;

    private final TrainingStep step;
    private final NetworkInput input;
    private final Device device;
    // The current stream is the default one, on which CUDA cannot record.
    private final CUDAStream aside = torch_cuda.getStreamFromPool();
    private StepGraph graph;
    private int lastSize;
    private int inARow;

    StepRecorder(TrainingStep step, NetworkInput input, Device device) {
        this.step = step;
        this.input = input;
        this.device = device;
    }

    /** Runs the started step, within the caller's scope. */
    Tensor run(Batch batch) {
        int size = batch.size();
        inARow = size == lastSize ? inARow + 1 : 1;
        lastSize = size;
        if (graph == null || graph.size() != size) {
            if (inARow <= BEFORE_RECORDING) {
                return onStreamAside(() -> step.run(DeviceBatch.of(batch, input, device)));
            }
            closeGraph();
            graph = onStreamAside(() -> new StepGraph(kept(batch), step::run, aside));
        }
        return graph.run(DeviceBatch.of(batch, input, device));
    }

    private DeviceBatch kept(Batch batch) {
        DeviceBatch copy = DeviceBatch.of(batch, input, device);
        return new DeviceBatch(copy.pixels().retainReference(), copy.labels().retainReference());
    }

    private <T> T onStreamAside(Supplier<T> work) {
        torch_cuda.getCurrentCUDAStream().synchronize();
        try (CUDAStreamGuard guard = new CUDAStreamGuard(aside.asStream())) {
            T done = work.get();
            guard.current_stream().synchronize();
            return done;
        }
    }

    private void closeGraph() {
        if (graph != null) {
            graph.close();
        }
    }

    @Override
    public void close() {
        closeGraph();
        aside.close();
    }
}
