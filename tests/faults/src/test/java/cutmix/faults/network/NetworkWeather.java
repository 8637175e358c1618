package cutmix.faults.network;

import java.time.Duration;

/** The times at which sent bytes may arrive. */
public final class NetworkWeather {

    private Duration delay = Duration.ZERO;
    private boolean holding;

    public synchronized void delay(Duration delay) {
        this.delay = delay;
    }

    public synchronized void hold() {
        holding = true;
    }

    public synchronized void release() {
        holding = false;
        notifyAll();
    }

    /** The arrival time of bytes that are sent now, by {@link System#nanoTime}. */
    public synchronized long arrival() {
        return System.nanoTime() + delay.toNanos();
    }

    /** Waits until bytes with this arrival time may arrive. */
    public synchronized void await(long arrival) throws InterruptedException {
        long left = arrival - System.nanoTime();
        while (holding || left > 0) {
            wait(holding ? 0 : left / 1_000_000 + 1);
            left = arrival - System.nanoTime();
        }
    }
}
