package cutmix.launcher.child;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last error lines of a process, limited to a readable number. Thread-safe. */
final class LastErrorLines {

    /** Room for the lines about twenty unreadable images and for their count. */
    private static final int MOST = 21;

    private final Deque<String> words = new ArrayDeque<>();

    synchronized void add(String line) {
        words.add(line);
        if (words.size() > MOST) {
            words.remove();
        }
    }

    synchronized List<String> last() {
        return List.copyOf(words);
    }
}
