package cutmix.schemas.contract;

import java.util.List;

/** The engines that train networks, as command lines, metrics and checkpoints name them. */
public final class EngineNames {

    public static final String DL4J = "dl4j";

    public static final String LIBTORCH = "libtorch";

    public static final List<String> ALL = List.of(DL4J, LIBTORCH);

    private EngineNames() {}
}
