package cutmix.containers;

import cutmix.schemas.kafka.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** The services of one pipeline, with their own topics on the cluster. */
final class PipelineRun implements AutoCloseable {

    private final ContainerCluster cluster;
    private final ServiceImages images;
    private final Topics topics;
    private final List<ServiceContainer> containers = new ArrayList<>();

    PipelineRun(ContainerCluster cluster, ServiceImages images, String prefix) {
        this.cluster = cluster;
        this.images = images;
        this.topics = new Topics(prefix);
    }

    Topics topics() {
        return topics;
    }

    ServiceContainer startLoader(String... options) {
        return start(service(images.loader()).withCommand(options));
    }

    ServiceContainer startWorker() {
        return start(service(images.augment()).withHttp());
    }

    ServiceContainer startTrainer(String... options) {
        return startTrainer(images.trainer(), options);
    }

    ServiceContainer startTrainerWithLibTorch(String... options) {
        return startTrainer(images.trainerWithLibTorch(), options);
    }

    private ServiceContainer startTrainer(String image, String... options) {
        return start(service(image).withEnv("OMP_NUM_THREADS", "1").withCommand(options));
    }

    /** The partitions of each worker once the group is stable; empty before. */
    List<Set<Integer>> assignments() throws Exception {
        ConsumerGroupDescription group = group();
        if (group == null || group.groupState() != GroupState.STABLE) {
            return List.of();
        }
        return group.members().stream()
                .map(member -> partitions(member.assignment().topicPartitions()))
                .toList();
    }

    private ConsumerGroupDescription group() throws Exception {
        String name = topics.prefix() + "cutmix-augment";
        try (Admin admin = cluster.admin()) {
            return admin.describeConsumerGroups(Set.of(name))
                    .describedGroups()
                    .get(name)
                    .get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return null;
            }
            throw e;
        }
    }

    private static Set<Integer> partitions(Collection<TopicPartition> assigned) {
        return assigned.stream().map(TopicPartition::partition).collect(Collectors.toSet());
    }

    private ServiceContainer service(String image) {
        return new ServiceContainer(image)
                .withNetwork(cluster.network())
                .withEnv("KAFKA_BOOTSTRAP_SERVERS", ContainerCluster.INSIDE)
                .withEnv("CUTMIX_TOPIC_PREFIX", topics.prefix());
    }

    private ServiceContainer start(ServiceContainer container) {
        containers.add(container);
        container.start();
        return container;
    }

    @Override
    public void close() {
        containers.forEach(ServiceContainer::stop);
    }
}
