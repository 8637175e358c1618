package cutmix.trainer.stream.order;

import cutmix.schemas.deadletter.DeadLetter;
import cutmix.schemas.deadletter.DeadLetters;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Dead letters in memory. */
public final class KeptLetters implements DeadLetters {

    private final List<DeadLetter> kept = new ArrayList<>();
    private boolean closed;

    public List<DeadLetter> kept() {
        return List.copyOf(kept);
    }

    boolean closed() {
        return closed;
    }

    @Override
    public String name() {
        return "dead.letters";
    }

    @Override
    public void keep(DeadLetter letter, ConsumerRecord<byte[], byte[]> unreadable) {
        if (!kept.contains(letter)) {
            kept.add(letter);
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
