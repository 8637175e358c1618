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
 * Runs a load while no other loader is active. A load that is told to stop sends its pending records and returns its
 * lease before the process ends.
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
     * Runs a load as soon as this loader holds the lease.
     *
     * @param existing existing topics
     * @param producer producer of the load; closed when this method returns
     * @param notices receives a line that names the loader for which this one waits
     * @throws UserException if the load was told to stop, or has lost its lease
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
            lease.end(new UserException("stopped before everything was loaded: run again to resume"));
            // By then, the brokers have acknowledged all pending records, or the producer has given up.
            ended.await(lease.writer().times().delivery().toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
