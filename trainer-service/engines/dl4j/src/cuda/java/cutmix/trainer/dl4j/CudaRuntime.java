package cutmix.trainer.dl4j;

import cutmix.trainer.engine.Gpu;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.cuda.cudart.cudaDeviceProp;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.Loader;

/** Queries the CUDA run time for GPUs, without ND4J. */
final class CudaRuntime {

    private static final String DRIVER = "libcuda.so.1";

    private CudaRuntime() {}

    static GpuSurvey survey() {
        try {
            Loader.loadGlobal(DRIVER);
            return gpus();
        } catch (LinkageError e) {
            // JavaCPP's message describes its whole search; its cause describes the failure of the library that it
            // found.
            String reason = (e.getCause() != null ? e.getCause() : e).getMessage();
            return reason.startsWith(DRIVER + ": cannot open")
                    ? new GpuSurvey.NoDriver()
                    : new GpuSurvey.NotLinked(reason);
        }
    }

    private static GpuSurvey gpus() {
        int[] count = new int[1];
        int result = cudart.cudaGetDeviceCount(count);
        if (result == cudart.cudaErrorNoDevice || result == cudart.cudaSuccess && count[0] == 0) {
            return new GpuSurvey.NoGpu();
        }
        if (result == cudart.cudaErrorInsufficientDriver) {
            int[] supported = new int[1];
            cudart.cudaDriverGetVersion(supported);
            return new GpuSurvey.OldDriver(supported[0]);
        }
        List<Gpu> gpus = new ArrayList<>();
        for (int device = 0; result == cudart.cudaSuccess && device < count[0]; device++) {
            try (cudaDeviceProp properties = new cudaDeviceProp()) {
                result = cudart.cudaGetDeviceProperties(properties, device);
                gpus.add(new Gpu(
                        properties.name().getString(),
                        properties.totalGlobalMem(),
                        properties.major(),
                        properties.minor()));
            }
        }
        return result == cudart.cudaSuccess
                ? new GpuSurvey.Found(gpus)
                : new GpuSurvey.NotStarted(cudart.cudaGetErrorString(result).getString());
    }
}
