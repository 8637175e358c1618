package cutmix.loader.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The body of a response in pieces, with a limit on the wait for each piece. The JDK's HTTP client itself waits for a
 * body without limit. Closing the body before its end closes the connection.
 */
final class TimedBody implements Flow.Subscriber<List<ByteBuffer>>, AutoCloseable {

    private sealed interface Signal {}

    private record Piece(List<ByteBuffer> bytes) implements Signal {}

    /** @param failure null if the body is complete */
    private record End(Throwable failure) implements Signal {}

    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final Duration silence;
    private Flow.Subscription subscription;
    private boolean closed;

    /** @param publisher null if a proxy answered instead of the server; such a response has no body */
    TimedBody(Flow.Publisher<List<ByteBuffer>> publisher, Duration silence) {
        this.silence = silence;
        if (publisher == null) {
            onComplete();
        } else {
            publisher.subscribe(this);
        }
    }

    /**
     * Returns the next piece; empty at the end of the body.
     *
     * @throws IOException if the connection failed
     * @throws RetriableTransferException if the server sent nothing for too long
     */
    Optional<List<ByteBuffer>> next() throws IOException, RetriableTransferException, InterruptedException {
        Signal signal = signals.poll(silence.toNanos(), TimeUnit.NANOSECONDS);
        if (signal instanceof Piece piece) {
            request();
            return Optional.of(piece.bytes());
        }
        if (signal instanceof End end) {
            if (end.failure() != null) {
                throw new IOException(end.failure().getMessage(), end.failure());
            }
            return Optional.empty();
        }
        throw RetriableTransferException.silent(silence);
    }

    private synchronized void request() {
        subscription.request(1);
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        if (closed) {
            begun.cancel();
        } else {
            begun.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        signals.add(new Piece(bytes));
    }

    @Override
    public void onError(Throwable failure) {
        signals.add(new End(failure));
    }

    @Override
    public void onComplete() {
        signals.add(new End(null));
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (subscription != null) {
            subscription.cancel();
        }
    }
}
