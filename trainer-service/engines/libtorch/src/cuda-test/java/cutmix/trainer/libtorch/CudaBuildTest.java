package cutmix.trainer.libtorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import cutmix.schemas.failure.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the build for GPUs as far as a machine without a GPU allows it. */
class CudaBuildTest {

    private static final Path FOLDER = Path.of(System.getenv("LD_LIBRARY_PATH"));

    @Test
    void libtorch_is_loaded_with_its_part_for_gpus_and_without_a_driver() {
        Loader.load(torch.class);

        assertThat(CudaDevice.isBuiltFor()).isTrue();
        assertThat(Loader.getLoadedLibraries()).containsKeys("jnitorch", "c10_cuda", "torch_cuda");
    }

    @Test
    void without_a_gpu_it_is_refused_in_one_line_that_names_the_choices() {
        Loader.load(torch.class);
        assumeFalse(torch.cuda_is_available());

        assertThatThrownBy(() -> new LibTorch().requireDevice())
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("LibTorch's build for NVIDIA GPUs finds none: it needs driver 525.60 or newer")
                .hasMessageEndingWith(
                        "or use the build for the CPU (image target trainer-service-libtorch without -cuda,"
                                + " mvn package without -Plibtorch-cuda)")
                .message()
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "libtorch_cuda.so",
                "libtorch_cuda_linalg.so",
                "libjnitorch_cuda.so",
                "libjnicublas.so",
                "libjnicudnn.so",
                "libjnicupti.so",
                "libjnicusolver.so",
                "libjnicusparse.so",
                "libcudnn.so.9",
                "libcudnn_adv.so.9",
                "libcudnn_cnn.so.9",
                "libcudnn_engines_precompiled.so.9",
                "libcudnn_engines_runtime_compiled.so.9",
                "libcudnn_graph.so.9",
                "libcudnn_heuristic.so.9",
                "libcudnn_ops.so.9"
            })
    void the_libraries_need_nothing_that_is_missing_but_what_openblas_brings(String library) throws Exception {
        assertThat(missing(library)).isSubsetOf("libopenblas.so.0");
    }

    @Test
    void the_binding_of_the_run_time_needs_the_driver_and_nothing_else_that_is_missing() throws Exception {
        assertThat(missing("libjnicudart.so")).isSubsetOf("libcuda.so.1");
    }

    /** Returns the direct and indirect dependencies of a library that the linker does not find. */
    private static List<String> missing(String library) throws IOException, InterruptedException {
        assertThat(FOLDER.resolve(library)).exists();
        Process ldd = new ProcessBuilder("ldd", FOLDER.resolve(library).toString()).start();
        String output = new String(ldd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(ldd.waitFor()).isZero();
        return output.lines()
                .filter(line -> line.endsWith("not found"))
                .map(line -> line.strip().split(" ")[0])
                .distinct()
                .toList();
    }
}
