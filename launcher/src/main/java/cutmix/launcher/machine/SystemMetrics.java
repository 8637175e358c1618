package cutmix.launcher.machine;

import cutmix.launcher.mlflow.MetricPoint;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Reads this machine at equal intervals for the active runs. The steps of each run start at 0, as in MLflow. */
public final class SystemMetrics {

    private final Supplier<Map<String, Double>> machine;
    private final long interval;
    private final LongSupplier nanoTime;
    private final Map<String, Long> steps = new HashMap<>();
    private long next;

    public SystemMetrics(Duration interval) {
        this(new MachineReadings()::read, interval, System::nanoTime);
    }

    /**
     * Uses the given source of readings.
     *
     * @param nanoTime a clock like {@link System#nanoTime}
     */
    public SystemMetrics(Supplier<Map<String, Double>> machine, Duration interval, LongSupplier nanoTime) {
        this.machine = machine;
        this.interval = interval.toNanos();
        this.nanoTime = nanoTime;
        this.next = nanoTime.getAsLong() + this.interval;
    }

    /**
     * Reads the machine if the interval has passed.
     *
     * @param runs active runs
     * @param taker receives each run with its values
     */
    public void read(List<String> runs, BiConsumer<String, List<MetricPoint>> taker) {
        long now = nanoTime.getAsLong();
        if (now - next < 0) {
            return;
        }
        next = now + interval;
        Map<String, Double> readings = machine.get();
        long time = System.currentTimeMillis();
        for (String run : runs) {
            long step = steps.merge(run, 0L, (earlier, first) -> earlier + 1);
            taker.accept(
                    run,
                    readings.entrySet().stream()
                            .map(reading ->
                                    new MetricPoint("system/" + reading.getKey(), reading.getValue(), time, step))
                            .toList());
        }
    }
}
