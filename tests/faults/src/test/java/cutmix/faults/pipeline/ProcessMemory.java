package cutmix.faults.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The memory of a process over time, as Linux counts it. */
public final class ProcessMemory {

    public static final String HEADER =
            String.format(Locale.ROOT, "%-10s %10s %10s %14s %10s", "process", "limit", "highest", "quarter", "end");

    private static final String RESIDENT = "VmRSS:";
    private static final String HIGHEST = "VmHWM:";

    private final String name;
    private final long pid;
    private final long limit;
    private final NavigableMap<Duration, Long> resident = new TreeMap<>();
    private long highest;

    /** @param limit in bytes */
    public ProcessMemory(String name, long pid, long limit) {
        this.name = name;
        this.pid = pid;
        this.limit = limit;
    }

    /** Takes another reading if the process still runs. */
    public void look(Duration at) throws IOException {
        Path status = Path.of("/proc", "" + pid, "status");
        if (!Files.exists(status)) {
            return;
        }
        List<String> lines = Files.readAllLines(status);
        // A process that has just ended has no memory any more.
        if (lines.stream().anyMatch(line -> line.startsWith(RESIDENT))) {
            resident.put(at, bytes(lines, RESIDENT));
            highest = bytes(lines, HIGHEST);
        }
    }

    public boolean withinLimit() {
        return highest <= limit;
    }

    /** A row of a table; a process that has ended shows a dash. */
    public String row(Duration quarter, Duration end) {
        return String.format(
                Locale.ROOT,
                "%-10s %6d MiB %6d MiB %14s %10s",
                name,
                mebibytes(limit),
                mebibytes(highest),
                at(quarter),
                at(end));
    }

    private String at(Duration time) {
        Map.Entry<Duration, Long> look = resident.ceilingEntry(time);
        return look == null ? "-" : mebibytes(look.getValue()) + " MiB";
    }

    private static long mebibytes(long bytes) {
        return bytes >> 20;
    }

    private static long bytes(List<String> status, String field) {
        String line = status.stream()
                .filter(candidate -> candidate.startsWith(field))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", "")) << 10; // kB
    }
}
