package cutmix.peers.python;

import cutmix.peers.PythonEnvironment;
import java.util.ArrayList;
import java.util.List;

/**
 * The shared Python environment of this package's tests: PyTorch, Keras 3 on PyTorch's back end, readers of
 * safetensors, and Kafka clients. PyTorch's package for Linux on x86-64 depends on NVIDIA's libraries even without a
 * GPU: the environment takes 5.4 GB below {@code target}, and about a minute to install on a fast connection.
 */
final class Frameworks {

    private static final List<String> PACKAGES = List.of(
            "torch==2.15.0",
            "keras==3.15.1",
            "safetensors==0.8.0",
            "numpy==2.4.6",
            "pandas==3.1.1",
            "pillow==13.0.0",
            "confluent-kafka==2.16.1",
            "fastavro==1.13.1");

    /** A copy of the packages in pip's cache would take another 2.5 GB, and compiling all modules half a minute. */
    private static final List<String> OPTIONS = List.of("--no-cache-dir", "--no-compile");

    private Frameworks() {}

    /** Installs the packages unless an earlier run has done so; skips the calling test if Python is missing. */
    static PythonEnvironment environment() {
        List<String> arguments = new ArrayList<>(OPTIONS);
        arguments.addAll(PACKAGES);
        return PythonEnvironment.with("frameworks", arguments.toArray(String[]::new));
    }

    /**
     * A program of these packages, ready to start.
     *
     * @param arguments of the interpreter: a script and its arguments
     */
    static ProcessBuilder python(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(environment().python().toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("KERAS_BACKEND", "torch");
        return builder;
    }
}
