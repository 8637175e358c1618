package cutmix.trainer.dl4j;

import cutmix.schemas.failure.UserException;
import cutmix.trainer.engine.Gpu;
import java.util.List;

/** The result of the search for GPUs with the CUDA run time. */
sealed interface GpuSurvey {

    /** CUDA 11.6 runs with the drivers of all CUDA 11 releases if a library contains machine code for the GPU. */
    String DRIVER = "driver 450.80 or newer";

    /** The compute capabilities that ND4J's library for CUDA 11.6 supports, in words. */
    String SERVED = "3.7 to 8.9";

    /** The alternative that is always available. */
    String OR_CPU =
            "or use the trainer for the CPU (image cutmix/trainer-service without -cuda, mvn package without -Pcuda)";

    /**
     * Returns whether ND4J's library runs on a GPU. It contains machine code for 3.7, 5.0, 5.2, 6.0, 6.1, 7.0, 7.5, 8.0
     * and 8.6, and no PTX that a driver could translate. A GPU runs machine code of its own major number with the same
     * or a smaller minor number.
     */
    static boolean serves(Gpu gpu) {
        return gpu.major() == 3 ? gpu.minor() >= 7 : gpu.major() >= 5 && gpu.major() <= 8;
    }

    /**
     * Returns the GPUs; ND4J can use the first one.
     *
     * @throws UserException if there is none
     */
    Found usable();

    /** The driver's library is missing. */
    record NoDriver() implements GpuSurvey {
        @Override
        public Found usable() {
            throw new UserException("no NVIDIA driver is installed (libcuda.so.1 is not found): install " + DRIVER
                    + ", in a container give it a GPU (docker run --gpus all), " + OR_CPU);
        }
    }

    /**
     * The driver does not support the run time's version of CUDA.
     *
     * @param supported supported version as CUDA encodes it: 1000 times the major number plus 10 times the minor one
     */
    record OldDriver(int supported) implements GpuSurvey {
        @Override
        public Found usable() {
            throw new UserException("the NVIDIA driver is too old: it supports CUDA " + supported / 1000 + "."
                    + supported % 1000 / 10 + ", but the trainer needs CUDA 11.6: install " + DRIVER + ", " + OR_CPU);
        }
    }

    /** The driver has no GPU, or none for this process. */
    record NoGpu() implements GpuSurvey {
        @Override
        public Found usable() {
            throw new UserException("the NVIDIA driver finds no GPU: check nvidia-smi and CUDA_VISIBLE_DEVICES, in a"
                    + " container give it a GPU (docker run --gpus all), " + OR_CPU);
        }
    }

    /**
     * The run time's libraries or bindings cannot be loaded.
     *
     * @param reason the linker's message
     */
    record NotLinked(String reason) implements GpuSurvey {
        @Override
        public Found usable() {
            throw new UserException("the CUDA libraries cannot be loaded: " + reason
                    + ": set LD_LIBRARY_PATH to the folder with the trainer's native libraries, " + OR_CPU);
        }
    }

    /**
     * CUDA does not start.
     *
     * @param reason CUDA's message
     */
    record NotStarted(String reason) implements GpuSurvey {
        @Override
        public Found usable() {
            throw new UserException("CUDA does not start: " + reason + ": check nvidia-smi, " + OR_CPU);
        }
    }

    /** The GPUs in CUDA's order; ND4J uses the first. */
    record Found(List<Gpu> gpus) implements GpuSurvey {

        public Found {
            gpus = List.copyOf(gpus);
            if (gpus.isEmpty()) {
                throw new IllegalArgumentException("no GPU");
            }
        }

        @Override
        public Found usable() {
            Gpu first = gpus.get(0);
            if (!serves(first)) {
                throw new UserException(first.name() + " has compute capability " + first.computeCapability()
                        + ", for which ND4J has no code: use a card of compute capability " + SERVED + otherHere()
                        + ", " + OR_CPU);
            }
            return this;
        }

        /** Returns the description for the start-up line. */
        String line() {
            return "device: " + gpus.get(0) + (gpus.size() == 1 ? "" : ", the first of " + gpus.size());
        }

        private String otherHere() {
            for (int i = 1; i < gpus.size(); i++) {
                if (serves(gpus.get(i))) {
                    return " (CUDA_VISIBLE_DEVICES=" + i + " chooses "
                            + gpus.get(i).name() + ")";
                }
            }
            return "";
        }
    }
}
