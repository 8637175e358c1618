package cutmix.trainer.stream;

import cutmix.trainer.stream.order.OrderedSamples;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Batches in training order. A separate thread reads them ahead, so that the next step finds its batch ready. At most
 * {@code batchesAhead} batches wait.
 */
public final class BatchStream implements AutoCloseable {

    private sealed interface Delivery {}

    private record Ready(NumberedBatch batch) implements Delivery {}

    private record Failed(Throwable cause) implements Delivery {}

    private final OrderedSamples samples;
    private final BatchAssembler assembler;
    private final BlockingQueue<Delivery> ahead;
    private final Thread reader;
    private final Object readingEnds = new Object();
    private boolean reading = true;
    private long waitedNanos;

    BatchStream(OrderedSamples samples, BatchAssembler assembler, int batchesAhead, String threadName) {
        this.samples = samples;
        this.assembler = assembler;
        this.ahead = new ArrayBlockingQueue<>(batchesAhead);
        this.reader = new Thread(this::readAhead, threadName);
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Returns the next batch, and waits for it without a limit.
     *
     * @throws cutmix.schemas.failure.UserException if a record cannot be read, is missing, or was deleted
     */
    public NumberedBatch next() throws InterruptedException {
        long start = System.nanoTime();
        Delivery delivery = ahead.take();
        waitedNanos += System.nanoTime() - start;
        if (delivery instanceof Ready ready) {
            return ready.batch();
        }
        ahead.add(delivery); // The reader has ended: each further call fails instead of waiting forever.
        Throwable cause = ((Failed) delivery).cause();
        if (cause instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) cause;
    }

    /** Returns the total time that calls of {@link #next} have waited for data. */
    public long waitedNanos() {
        return waitedNanos;
    }

    /** Returns the number of waiting batches. Thread-safe. */
    public int ahead() {
        return ahead.size();
    }

    /** Stops reading, and drops waiting batches. */
    @Override
    public void close() {
        stopReading();
        boolean interrupted = false;
        while (reader.isAlive()) {
            try {
                reader.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void readAhead() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                ahead.put(new Ready(assembler.assemble(samples::next)));
            }
        } catch (InterruptedException e) {
            // The stream is being closed, and this thread ends.
        } catch (RuntimeException e) {
            fail(e);
        } catch (Error e) { // Without this, the training thread would wait forever.
            fail(e);
        } finally {
            endReading();
            samples.close();
        }
    }

    private void stopReading() {
        synchronized (readingEnds) {
            if (reading) {
                reader.interrupt();
                samples.wakeup();
            }
        }
    }

    /**
     * After this call, nobody interrupts the reader: an interrupted Kafka consumer does not close, and logs a stack
     * trace.
     */
    private void endReading() {
        synchronized (readingEnds) {
            reading = false;
            Thread.interrupted();
        }
    }

    private void fail(Throwable cause) {
        try {
            ahead.put(new Failed(cause));
        } catch (InterruptedException e) {
            // The stream is being closed, and nobody needs another batch.
        }
    }
}
