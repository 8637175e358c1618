package cutmix.trainer.libtorch;

import cutmix.schemas.failure.UserException;
import cutmix.trainer.libtorch.tensor.Scope;
import java.util.function.Function;
import org.bytedeco.cuda.cudart.CUgraphExec_st;
import org.bytedeco.cuda.cudart.CUgraph_st;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.cuda.CUDAStream;
import org.bytedeco.pytorch.cuda.DeviceAssertionsDataVectorCUDAKernelLaunchInfoVectorPair;
import org.bytedeco.pytorch.cuda.StreamFilter;
import org.bytedeco.pytorch.global.torch_cuda;

/**
 * The kernels of a step, recorded once as a CUDA graph. One launch replaces hundreds of launches. The kernels use the
 * same memory each time, which therefore comes from a separate pool.
 */
final class StepGraph implements AutoCloseable {

    private static final byte FIRST_DEVICE = 0;

    private final DeviceBatch input;
    private final Tensor numbers;
    private final CUgraphExec_st graph;
    private final LongPointer id; // a pair of numbers; the ids of LibTorch's own pools contain a zero
    // The bindings use this class for all pairs. The destructor for the value of MemPool.id() is that of the class
    // name, and crashes.
    private final DeviceAssertionsDataVectorCUDAKernelLaunchInfoVectorPair pool;

    /**
     * Records a step without executing it.
     *
     * @param input memory that the step reads; this object closes it
     * @param stream current stream, on which the step has run before, because choices and compilations in the first run
     * cannot be recorded
     */
    StepGraph(DeviceBatch input, Function<DeviceBatch, Tensor> step, CUDAStream stream) {
        this.input = input;
        id = new LongPointer(2).retainReference();
        id.put(0, id.address()).put(1, id.address());
        pool = new DeviceAssertionsDataVectorCUDAKernelLaunchInfoVectorPair(id);
        graph = new CUgraphExec_st();
        try (CUgraph_st recorded = new CUgraph_st();
                OnStream onStream = new OnStream(stream)) {
            torch_cuda.beginAllocateToPool(FIRST_DEVICE, pool, onStream);
            try {
                check(cudart.cudaStreamBeginCapture(stream.stream(), cudart.cudaStreamCaptureModeThreadLocal));
                numbers = Scope.ofMemoryBut(() -> step.apply(input));
                check(cudart.cudaStreamEndCapture(stream.stream(), recorded));
            } finally {
                torch_cuda.endAllocateToPool(FIRST_DEVICE, pool);
            }
            check(cudart.cudaGraphInstantiate(graph, recorded));
            check(cudart.cudaGraphDestroy(recorded));
        }
    }

    /** Returns the batch size. */
    int size() {
        return input.size();
    }

    /** Executes the step with a batch of this size. */
    Tensor run(DeviceBatch batch) {
        input.pixels().copy_(batch.pixels());
        input.labels().copy_(batch.labels());
        check(cudart.cudaGraphLaunch(graph, torch_cuda.getCurrentCUDAStream().stream()));
        return numbers.clone();
    }

    private static void check(int result) {
        if (result != cudart.cudaSuccess) {
            throw new UserException("CUDA cannot make a recorded step: "
                    + cudart.cudaGetErrorString(result).getString() + "; set CUTMIX_TRAINER_CUDA_GRAPH=false");
        }
    }

    @Override
    public void close() {
        torch_cuda.getCurrentCUDAStream().synchronize();
        check(cudart.cudaGraphExecDestroy(graph));
        torch_cuda.getAllocator().releasePool(FIRST_DEVICE, pool);
        numbers.close();
        input.pixels().close();
        input.labels().close();
        graph.close();
        id.close();
    }

    /** Selects allocations of one stream. LibTorch also calls it from its own threads. */
    private static final class OnStream extends StreamFilter {

        private final long address;

        OnStream(CUDAStream stream) {
            address = stream.stream().address();
        }

        @Override
        public boolean call(Pointer asked) {
            return asked != null && asked.address() == address;
        }
    }
}
