package cutmix.launcher.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MachineReadingsTest {

    @Test
    void this_machine_has_memory_and_a_disk_in_use() {
        // When
        Map<String, Double> readings = new MachineReadings().read();
        // Then
        assertThat(readings)
                .containsKeys("system_memory_usage_megabytes", "disk_usage_megabytes", "disk_available_megabytes");
        assertThat(readings.get("system_memory_usage_percentage")).isBetween(1.0, 100.0);
        assertThat(readings.get("disk_usage_percentage")).isBetween(0.1, 100.0);
    }

    @Test
    void memory_that_can_be_had_without_swapping_is_not_in_use() {
        assertThat(MemoryState.parse(
                        List.of("MemTotal:        1000 kB", "MemFree:          100 kB", "MemAvailable:     400 kB")))
                .contains(new MemoryState(1_024_000, 409_600));
        assertThat(MemoryState.parse(List.of("MemTotal:        1000 kB"))).isEmpty();
    }

    @Test
    void the_bytes_of_all_interfaces_are_summed() {
        assertThat(NetworkCounters.parse(List.of(
                        "Inter-|   Receive                |  Transmit",
                        " face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets",
                        "    lo:     100       1    0    0    0     0          0         0      100       1 0 0",
                        "  eth0:    2000       9    0    0    0     0          0         0       30       4 0 0")))
                .isEqualTo(new NetworkCounters(2100, 130));
    }

    @Test
    void a_card_says_what_it_knows() {
        // Given
        Map<String, Double> readings = new LinkedHashMap<>();
        // When
        Gpus.add("0, 1000, 4000, 37, [N/A], 700.00", readings);
        Gpus.add("1, 0, 81559, 0, 70.00, 700.00", readings);
        Gpus.add("No devices were found", readings);
        // Then
        assertThat(readings)
                .isEqualTo(Map.of(
                        "gpu_0_memory_usage_percentage", 25.0,
                        "gpu_0_memory_usage_megabytes", 1048.6,
                        "gpu_0_utilization_percentage", 37.0,
                        "gpu_1_memory_usage_percentage", 0.0,
                        "gpu_1_memory_usage_megabytes", 0.0,
                        "gpu_1_utilization_percentage", 0.0,
                        "gpu_1_power_usage_watts", 70.0,
                        "gpu_1_power_usage_percentage", 10.0));
    }
}
