package cutmix.launcher.child;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What a process said of its failure: so many of its last lines that they are good to read. Safe for use by several threads. */
final class LastErrorLines {

    /** Twenty images that cannot be read, and how many there are. */
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
