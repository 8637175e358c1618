package cutmix.process.option;

import java.util.List;
import picocli.CommandLine.Option;

/** Properties of a network that its safetensors file does not state. */
public class SafetensorsOptions {

    @Option(
            names = "--classes",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Names of the classes of a safetensors file, in the order of the network's outputs (default: those in"
                            + " its metadata).")
    private List<String> classes = List.of();

    @Option(
            names = "--recipe",
            paramLabel = "keras|strong",
            description =
                    "The recipe by which a safetensors file without metadata was trained; it sets the scale of pixels and"
                            + " epsilon (default: keras).")
    private String recipe;

    /** Empty if the option is not given. */
    public List<String> classes() {
        return classes;
    }

    /** Null if the option is not given. */
    public String recipe() {
        return recipe;
    }
}
