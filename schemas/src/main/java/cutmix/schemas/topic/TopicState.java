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
 * Identifies the topic that currently has a name. Clients do not notice if a topic is deleted and recreated with the
 * same name.
 *
 * @param id unique among all topics, past and present
 * @param partitions number of partitions
 */
public record TopicState(Uuid id, int partitions) {

    /**
     * Returns the states of the topics with these names. The result omits topics that do not exist; they are not
     * created.
     *
     * @throws KafkaException if the brokers do not answer in time, or refuse the request
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
