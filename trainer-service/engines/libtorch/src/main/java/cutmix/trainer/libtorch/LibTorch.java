package cutmix.trainer.libtorch;

import cutmix.schemas.contract.EngineNames;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.text.Printable;
import cutmix.trainer.engine.Computation;
import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.Precision;
import cutmix.trainer.engine.TrainingSetup;
import cutmix.trainer.engine.library.EngineLibrary;
import cutmix.trainer.engine.natives.NativeLibraries;
import cutmix.trainer.engine.network.NetworkInput;
import cutmix.trainer.engine.network.NetworkShape;
import cutmix.trainer.engine.network.NetworkWeights;
import cutmix.trainer.libtorch.tensor.NativeHeap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/** The LibTorch library. It uses the first GPU in a build for GPUs, otherwise the CPU. */
public final class LibTorch implements EngineLibrary {

    private static final NativeLibraries LIBRARIES = new NativeLibraries(
            "LibTorch", Loader::getCacheDir, "use --engine dl4j, or a machine that LibTorch is built for");

    private final Computation computation;

    /** Uses float32 and recorded steps; {@link #with} changes both. */
    public LibTorch() {
        this(new Computation(Precision.FLOAT32, true));
    }

    private LibTorch(Computation computation) {
        this.computation = computation;
    }

    @Override
    public String name() {
        return EngineNames.LIBTORCH;
    }

    @Override
    public void requireDevice() {
        LIBRARIES.load(() -> {
            Loader.load(torch.class);
            NativeHeap.keepFreedMemory();
            if (CudaDevice.isBuiltFor()) {
                CudaDevice.require();
            }
        });
    }

    @Override
    public EngineLibrary with(Computation wanted) {
        requireDevice();
        if (wanted.precision() == Precision.TF32
                && !(torch.cuda_is_available() && CudaDevice.hasTf32(CudaDevice.first()))) {
            throw new UserException("tf32 is a precision of NVIDIA GPUs from Ampere on, and LibTorch has none here: set"
                    + " CUTMIX_TRAINER_PRECISION to float32 or bf16");
        }
        return new LibTorch(wanted);
    }

    @Override
    public Engine create(TrainingSetup setup, NetworkWeights weights) {
        requireDevice();
        return LibTorchEngine.create(setup, weights, computation);
    }

    @Override
    public Engine restore(InputStream in, Path file, TrainingSetup setup) {
        requireDevice();
        NetworkInput input = setup.network().input();
        try {
            SavedNetwork saved = SavedNetwork.read(in, network -> {
                NetworkInput found = network.input().of(input.height(), input.width());
                if (!found.equals(input)) {
                    throw new UserException(file + input.differenceFrom(found) + ": choose another --model");
                }
            });
            NetworkShape network = saved.weights().network(input.height(), input.width());
            return LibTorchEngine.restore(setup.of(network), saved, computation);
        } catch (IOException | IllegalArgumentException e) {
            throw new UserException(
                    file + " is not a network that train has written: " + Printable.of(e.getMessage())
                            + "; remove it to resume from an earlier checkpoint, or start again with --fresh",
                    e);
        }
    }
}
