package cutmix.schemas.output;

/** Prefixes of printed warnings and errors. JSON output converts the prefix to the record's level. */
public final class LinePrefix {

    public static final String ERROR = "error: ";

    public static final String WARNING = "warning: ";

    private LinePrefix() {}
}
