package cutmix.schemas.contract;

import java.util.List;

/** The paths on which images reach a trainer, as command lines, metrics and folders name them. */
public final class PathNames {

    /** Mixed images. */
    public static final String CUTMIX = "cutmix";

    /** Plain images: the baseline. */
    public static final String PLAIN = "plain";

    public static final List<String> ALL = List.of(CUTMIX, PLAIN);

    private PathNames() {}
}
