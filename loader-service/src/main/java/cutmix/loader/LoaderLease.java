package cutmix.loader;

import cutmix.loader.kafka.AgeLimits;
import cutmix.loader.kafka.ImageProducer;
import cutmix.loader.kafka.LoaderBrokers;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.lease.LeaseKeeper;
import cutmix.schemas.lease.WriterLease;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Loads while no other loader does. A load that is told to end sends what is under way, and gives its lease back, before the
 * process goes.
 */
@ApplicationScoped
class LoaderLease {

    private final LoaderBrokers brokers;
    private final WriterLease lease;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean taken;

    LoaderLease(LoaderBrokers brokers, WriterLease lease) {
        this.brokers = brokers;
        this.lease = lease;
    }

    /**
     * Runs a load once it is its turn.
     *
     * @param topics exist
     * @param producer of the load, closed when this returns
     * @param notices take a line that says for whom this loader waits
     * @throws UserException if the load was told to end, or its lease is lost
     */
    LoadResult take(Topics topics, ImageProducer producer, Consumer<String> notices, Supplier<LoadResult> load) {
        LeaseKeeper keeper =
                LeaseKeeper.join(brokers.clientConfig(), brokers.timeout(), lease, System::nanoTime, notices);
        taken = true;
        try {
            lease.awaitHeld();
            AgeLimits limits = AgeLimits.follow(brokers, topics, lease.writer().times(), notices);
            try {
                return load.get();
            } finally {
                limits.close();
            }
        } finally {
            keeper.close(producer.close());
            taken = false;
            ended.countDown();
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (taken) {
            lease.end(new UserException("stopped before everything was loaded: run again to go on"));
            // Whatever is under way is answered, or given up, by then.
            ended.await(lease.writer().times().delivery().toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
