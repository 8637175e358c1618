package cutmix.schemas.topic;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Which topic a name stands for now. A topic that is deleted and made anew is another one of the same name, where clients go on
 * without a word.
 *
 * @param id which no other topic has or had
 * @param partitions how many it has
 */
public record TopicState(Uuid id, int partitions) {

    /**
     * The topics of these names; those that do not exist are left out. No topic is made by asking.
     *
     * @throws KafkaException if the brokers do not answer in time, or refuse to
     */
    public static Map<String, TopicState> of(Collection<String> names, Admin admin) throws InterruptedException {
        Map<String, TopicState> found = new HashMap<>();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> topic :
                admin.describeTopics(names).topicNameValues().entrySet()) {
            try {
                TopicDescription description = topic.getValue().get();
                found.put(
                        topic.getKey(),
                        new TopicState(
                                description.topicId(), description.partitions().size()));
            } catch (ExecutionException e) {
                if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                    continue;
                }
                throw e.getCause() instanceof KafkaException failure ? failure : new KafkaException(e.getCause());
            }
        }
        return found;
    }
}
