package cutmix.launcher.console;

import cutmix.schemas.progress.ProgressReport;
import java.util.List;

/**
 * A row of the display: a process and its last report.
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

    /** Returns the row of a process that has ended. If it has already ended, its state does not change. */
    ProcessRow ended(ProcessState end) {
        return state.isEnd() ? this : new ProcessRow(name, end, report);
    }

    /** Returns the current activity of the process, or its state if it is not running, in a word or two. */
    String stage() {
        return state == ProcessState.RUNNING ? report.stage() : state.toString();
    }
}
