package cutmix.launcher.machine;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The memory of a machine, in bytes.
 *
 * @param available memory that programs can use without swapping
 */
record MemoryState(long total, long available) {

    private static final Pattern LINE = Pattern.compile("(\\w+):\\s+(\\d+) kB");

    long used() {
        return total - available;
    }

    /** Reads {@code /proc/meminfo}. */
    static Optional<MemoryState> parse(List<String> lines) {
        long total = kilobytes(lines, "MemTotal");
        long available = kilobytes(lines, "MemAvailable");
        return total > 0 && available >= 0
                ? Optional.of(new MemoryState(1024 * total, 1024 * available))
                : Optional.empty();
    }

    private static long kilobytes(List<String> lines, String name) {
        return lines.stream()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .filter(line -> line.group(1).equals(name))
                .mapToLong(line -> Long.parseLong(line.group(2)))
                .findFirst()
                .orElse(-1);
    }
}
