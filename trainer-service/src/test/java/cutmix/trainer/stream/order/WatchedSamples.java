package cutmix.trainer.stream.order;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.identity.DatasetIdentity;
import cutmix.trainer.identity.DatasetWatch;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** A watch over {@link TinySamples}' dataset, without brokers. */
class WatchedSamples implements DatasetWatch {

    private static final DatasetIdentity OWN = DatasetIdentity.of(TinySamples.INFO);

    private final boolean loaded;

    /** @param loaded whether the description still belongs to that dataset */
    WatchedSamples(boolean loaded) {
        this.loaded = loaded;
    }

    /** Creates the headers of a record of another dataset. */
    static Headers foreignHeaders() {
        DatasetInfo other = DatasetInfo.newBuilder(TinySamples.INFO).setSeed(2).build();
        return new RecordHeaders(DatasetIdentity.of(other).headers());
    }

    @Override
    public boolean isForeign(ConsumerRecord<?, ?> consumed) {
        return OWN.differsFrom(consumed.headers());
    }

    @Override
    public boolean isLoaded() {
        return loaded;
    }

    @Override
    public UserException foreign(ConsumerRecord<?, ?> consumed) {
        return new UserException("foreign: topic " + consumed.topic() + ", partition " + consumed.partition()
                + ", offset " + consumed.offset());
    }

    @Override
    public Optional<String> shortage(String topic) {
        return Optional.empty();
    }

    @Override
    public void look() {}

    @Override
    public void require() {}

    @Override
    public void close() {}
}
