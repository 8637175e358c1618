package cutmix.trainer.stream;

import cutmix.trainer.stream.order.OrderedSamples;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Batches in training order, read ahead by a thread of its own, so that a step finds its batch ready. At most
 * {@code batchesAhead} of them wait.
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
     * The next batch; waits for it as long as it takes.
     *
     * @throws cutmix.schemas.failure.UserException if a record cannot be read, is missing, or is no longer there
     */
    public NumberedBatch next() throws InterruptedException {
        long start = System.nanoTime();
        Delivery delivery = ahead.take();
        waitedNanos += System.nanoTime() - start;
        if (delivery instanceof Ready ready) {
            return ready.batch();
        }
        ahead.add(delivery); // Its reader has ended: what failed once fails for good, rather than waiting for ever.
        Throwable cause = ((Failed) delivery).cause();
        if (cause instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) cause;
    }

    /** How long all calls of {@link #next} have waited for data together. */
    public long waitedNanos() {
        return waitedNanos;
    }

    /** How many batches wait to be taken now. Any thread may ask. */
    public int ahead() {
        return ahead.size();
    }

    /** Stops reading; batches that wait are dropped. */
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
            // The stream is being closed: this thread ends.
        } catch (RuntimeException e) {
            fail(e);
        } catch (Error e) { // Or the training thread would wait for ever, and pass for one that waits for data.
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

    /** From here on nobody interrupts the reader: interrupted, Kafka's consumer does not close, and logs a stack trace. */
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
            // The stream is being closed: nobody asks for another batch.
        }
    }
}
