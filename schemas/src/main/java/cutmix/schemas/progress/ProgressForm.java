package cutmix.schemas.progress;

/** The form in which a service reports its progress if its standard output is not a terminal. */
public enum ProgressForm {
    /** A line every few seconds, for people and logs. */
    LINES,
    /** A {@link ProgressReport} several times a second, for a program that displays it. */
    REPORTS
}
