package cutmix.schemas.progress;

/** How a service tells of its progress where its standard output is no terminal. */
public enum ProgressForm {
    /** Every few seconds, for people and logs. */
    LINES,
    /** Some times a second, as {@link ProgressReport}, for a program that shows it. */
    REPORTS
}
