package cutmix.launcher.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The NVIDIA GPUs of this machine, as reported by {@code nvidia-smi}. If that program is missing or fails, there are
 * none.
 */
final class Gpus {

    private static final List<String> COMMAND = List.of(
            "nvidia-smi",
            "--query-gpu=index,memory.used,memory.total,utilization.gpu,power.draw,power.limit",
            "--format=csv,noheader,nounits");
    private static final long LIMIT_SECONDS = 3;
    private static final double MEGABYTES = 1.048576; // nvidia-smi reports mebibytes.

    private boolean missing;

    /** Adds the readings of each GPU. */
    void read(Map<String, Double> readings) {
        if (missing) {
            return;
        }
        try {
            Process process = new ProcessBuilder(COMMAND)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0) {
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .forEach(line -> add(line, readings));
            } else {
                process.destroyForcibly();
                missing = true;
            }
        } catch (IOException e) {
            missing = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Adds the readings of one line; a missing value is {@code [N/A]}. */
    static void add(String line, Map<String, Double> readings) {
        String[] fields = line.split(",");
        if (fields.length < COMMAND.get(1).split(",").length) {
            return;
        }
        String gpu = "gpu_" + fields[0].strip() + "_";
        double used = number(fields[1]);
        put(
                readings,
                gpu + "memory_usage_percentage",
                MachineReadings.rounded(share(used, fields[2])),
                share(used, fields[2]));
        put(readings, gpu + "memory_usage_megabytes", MachineReadings.rounded(MEGABYTES * used), used);
        put(readings, gpu + "utilization_percentage", number(fields[3]), number(fields[3]));
        double power = number(fields[4]);
        put(readings, gpu + "power_usage_watts", power, power);
        double share = share(power, fields[5]);
        put(readings, gpu + "power_usage_percentage", MachineReadings.rounded(share), share);
    }

    private static double share(double part, String whole) {
        return 100 * part / number(whole);
    }

    private static void put(Map<String, Double> readings, String name, double value, double known) {
        if (Double.isFinite(known)) {
            readings.put(name, value);
        }
    }

    private static double number(String field) {
        try {
            return Double.parseDouble(field.strip());
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
