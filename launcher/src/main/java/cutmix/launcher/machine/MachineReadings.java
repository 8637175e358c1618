package cutmix.launcher.machine;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Usage of this machine, with the names and units of MLflow's {@code mlflow.system_metrics}. Values that the system
 * does not report are omitted; Linux reports all of them.
 */
public final class MachineReadings {

    private static final double MEGABYTE = 1e6;
    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final Path NETWORK = Path.of("/proc/net/dev");

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final Gpus gpus = new Gpus();
    private final Optional<NetworkCounters> networkAtStart = network();

    /** Starts the measurement. The first reading covers the time from now on. */
    public MachineReadings() {
        system.getCpuLoad();
    }

    /** Returns the current readings by name. */
    public Map<String, Double> read() {
        Map<String, Double> readings = new LinkedHashMap<>();
        processor(readings);
        memory(readings);
        disk(readings);
        network(readings);
        gpus.read(readings);
        return readings;
    }

    private void processor(Map<String, Double> readings) {
        double load = system.getCpuLoad();
        if (load >= 0) {
            readings.put("cpu_utilization_percentage", rounded(100 * load));
        }
    }

    private void memory(Map<String, Double> readings) {
        MemoryState memory = lines(MEMORY)
                .flatMap(MemoryState::parse)
                .orElseGet(() -> new MemoryState(system.getTotalMemorySize(), system.getFreeMemorySize()));
        readings.put("system_memory_usage_megabytes", rounded(memory.used() / MEGABYTE));
        readings.put("system_memory_usage_percentage", rounded(100.0 * memory.used() / memory.total()));
    }

    private static void disk(Map<String, Double> readings) {
        try {
            FileStore store = Files.getFileStore(Path.of("").toAbsolutePath().getRoot());
            long used = store.getTotalSpace() - store.getUnallocatedSpace();
            long usable = store.getUsableSpace();
            readings.put("disk_usage_percentage", rounded(100.0 * used / Math.max(1, used + usable)));
            readings.put("disk_usage_megabytes", rounded(used / MEGABYTE));
            readings.put("disk_available_megabytes", rounded(usable / MEGABYTE));
        } catch (IOException e) {
            // The system does not report these values.
        }
    }

    private void network(Map<String, Double> readings) {
        Optional<NetworkCounters> now = network();
        if (now.isPresent() && networkAtStart.isPresent()) {
            NetworkCounters start = networkAtStart.get();
            readings.put("network_receive_megabytes", (now.get().received() - start.received()) / MEGABYTE);
            readings.put("network_transmit_megabytes", (now.get().sent() - start.sent()) / MEGABYTE);
        }
    }

    private static Optional<NetworkCounters> network() {
        return lines(NETWORK).map(NetworkCounters::parse);
    }

    private static Optional<List<String>> lines(Path file) {
        try {
            return Files.isReadable(file) ? Optional.of(Files.readAllLines(file)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static double rounded(double value) {
        return Math.round(10 * value) / 10.0;
    }
}
