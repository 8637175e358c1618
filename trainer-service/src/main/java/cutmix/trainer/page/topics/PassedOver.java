package cutmix.trainer.page.topics;

import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of records that cannot be read: each once, and of the first of many alone. The page goes on without them. */
final class PassedOver {

    private static final Logger LOGGER = LoggerFactory.getLogger(PassedOver.class);
    private static final int MOST = 20;

    private record Place(String topic, int partition, long offset) {}

    private final Set<Place> told = new HashSet<>();

    /** @param reason in one line */
    void tell(ConsumerRecord<?, ?> consumed, String reason) {
        if (told.size() < MOST && told.add(new Place(consumed.topic(), consumed.partition(), consumed.offset()))) {
            LOGGER.warn(
                    "The live page passes over topic {}, partition {}, offset {}: {}",
                    consumed.topic(),
                    consumed.partition(),
                    consumed.offset(),
                    reason);
        }
    }
}
