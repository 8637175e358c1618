package cutmix.trainer.libtorch;

import cutmix.schemas.failure.UserException;
import cutmix.trainer.engine.Gpu;
import org.bytedeco.cuda.cudart.cudaDeviceProp;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/** The first GPU, on which LibTorch computes. */
final class CudaDevice {

    private static final String NEEDED = "driver 525.60 or newer and a card of compute capability 5.0 to 9.0";

    private static final String OR_CPU = "or use the build for the CPU (image target trainer-service-libtorch without"
            + " -cuda, mvn package without -Plibtorch-cuda)";

    private CudaDevice() {}

    /** Returns whether this build contains code for GPUs. LibTorch must be loaded. */
    static boolean isBuiltFor() {
        return Loader.getLoadedLibraries().containsKey("torch_cuda");
    }

    /** @throws UserException if there is no GPU that a build for GPUs supports */
    static void require() {
        if (!torch.cuda_is_available()) {
            throw new UserException("LibTorch's build for NVIDIA GPUs finds none: it needs " + NEEDED
                    + "; check nvidia-smi and CUDA_VISIBLE_DEVICES, in a container give it a GPU (docker run --gpus"
                    + " all), " + OR_CPU);
        }
        requireServed(first());
    }

    static Gpu first() {
        try (cudaDeviceProp properties = new cudaDeviceProp()) {
            int result = cudart.cudaGetDeviceProperties(properties, 0);
            if (result != cudart.cudaSuccess) {
                String reason = cudart.cudaGetErrorString(result).getString();
                throw new UserException("CUDA does not start: " + reason + ": check nvidia-smi, " + OR_CPU);
            }
            return new Gpu(
                    properties.name().getString(), properties.totalGlobalMem(), properties.major(), properties.minor());
        }
    }

    /**
     * LibTorch contains machine code for 5.0, 6.0, 7.0, 8.0 and 9.0, and no PTX that a driver could translate. A GPU
     * runs machine code of its own major number.
     */
    static void requireServed(Gpu gpu) {
        if (gpu.major() < 5 || gpu.major() > 9) {
            throw new UserException(gpu.name() + " has compute capability " + gpu.computeCapability()
                    + ", for which LibTorch has no code: it needs " + NEEDED
                    + "; CUDA_VISIBLE_DEVICES chooses another, "
                    + OR_CPU);
        }
    }

    static boolean hasTf32(Gpu gpu) {
        return gpu.major() >= 8;
    }
}
