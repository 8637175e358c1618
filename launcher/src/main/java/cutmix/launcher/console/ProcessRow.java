package cutmix.launcher.console;

import cutmix.schemas.progress.ProgressReport;
import java.util.List;

/**
 * A process and its last report.
 *
 * @param report empty before the first one
 */
record ProcessRow(String name, ProcessState state, ProgressReport report) {

    static ProcessRow of(String name, ProcessState state) {
        return new ProcessRow(name, state, new ProgressReport("", 0, 0, List.of()));
    }

    ProcessRow reporting(ProgressReport newest) {
        return state.isEnd() ? this : new ProcessRow(name, ProcessState.RUNNING, newest);
    }

    /** Only the first end counts. */
    ProcessRow ended(ProcessState end) {
        return state.isEnd() ? this : new ProcessRow(name, end, report);
    }

    /** The activity of the process, in a word or two. */
    String stage() {
        return state == ProcessState.RUNNING ? report.stage() : state.toString();
    }
}
