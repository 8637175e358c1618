package cutmix.schemas.output;

/** How a printed line begins that is more than information. JSON output turns the prefix into the level of the record. */
public final class LinePrefix {

    public static final String ERROR = "error: ";

    public static final String WARNING = "warning: ";

    private LinePrefix() {}
}
