package cutmix.trainer.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.jcublas.bindings.Nd4jCuda;

/** Checks that the native libraries of the build find each other and all parts of CUDA except the driver. */
class CudaLibrariesTest {

    private static final Path FOLDER = Path.of(System.getenv("LD_LIBRARY_PATH"));

    @Test
    void nd4jsLibraryIsLoadedWithAllThatItNeedsAndWithoutADriver() {
        Loader.load(Nd4jCuda.class);

        assertThat(Loader.getLoadedLibraries()).containsValue("jnind4jcuda");
        assertThat(Nd4jCuda.Environment.getInstance().blasMajorVersion()).isEqualTo(11);
    }

    @ParameterizedTest
    @ValueSource(strings = {"libjnicudart.so", "libjnicublas.so", "libjnicusolver.so"})
    void theBindingsNeedNothingThatIsMissingButTheDriver(String binding) throws Exception {
        File library = Loader.cacheResource(cudart.class, "/org/bytedeco/cuda/linux-x86_64/" + binding);

        assertThat(missing(library.toPath())).isSubsetOf("libcuda.so.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"libnd4jcuda.so", "libcudart.so.11.0", "libcublas.so.11", "libcusolver.so.11"})
    void theLibrariesNeedNothingThatIsMissing(String library) throws Exception {
        assertThat(missing(FOLDER.resolve(library))).isEmpty();
    }

    /** Returns the direct and indirect dependencies of a library that the linker does not find. */
    private static List<String> missing(Path library) throws IOException, InterruptedException {
        assertThat(library).exists();
        Process ldd = new ProcessBuilder("ldd", library.toString()).start();
        String output = new String(ldd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(ldd.waitFor()).isZero();
        return output.lines()
                .filter(line -> line.endsWith("not found"))
                .map(line -> line.strip().split(" ")[0])
                .toList();
    }
}
