package cutmix.augment;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.UserException;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Begins every assigned partition at the start of a block, wherever its committed offset lies. Runs on the polling thread,
 * before the first record of the assignment is fetched.
 */
@ApplicationScoped
@Identifier("block-alignment") class BlockAlignment implements KafkaConsumerRebalanceListener {

    private final CurrentDataset currentDataset;
    private final MixingRecipe recipe;
    private final Assignment assignment;
    private final Failure failure;

    BlockAlignment(CurrentDataset currentDataset, MixingRecipe recipe, Assignment assignment, Failure failure) {
        this.currentDataset = currentDataset;
        this.recipe = recipe;
        this.assignment = assignment;
        this.failure = failure;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        try {
            DatasetInfo dataset = currentDataset.read();
            for (TopicPartition partition : partitions) {
                align(consumer, partition, dataset);
            }
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (RuntimeException | Error e) {
            failure.report(e);
        }
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> assignment.revoke(partition.partition()));
    }

    private void align(Consumer<?, ?> consumer, TopicPartition partition, DatasetInfo dataset) {
        BlockLayout layout = BlockLayout.of(dataset, recipe);
        int number = partition.partition();
        if (number >= dataset.getPartitions()) {
            throw new UserException(
                    "topic " + partition.topic() + " has a partition " + number + ", but its dataset was loaded into "
                            + dataset.getPartitions() + "; delete the topics and load again");
        }
        if (layout.epochs().sliceSize(number) == 0) {
            return;
        }
        long position = consumer.position(partition);
        Block block = layout.blockAt(number, position);
        long earliest = consumer.beginningOffsets(List.of(partition)).get(partition);
        if (earliest > block.start()) {
            throw new UserException("topic " + partition.topic() + ", partition " + number
                    + ": the records from offset " + block.start() + " to " + (earliest - 1)
                    + " are deleted; delete the topics and load again");
        }
        consumer.seek(partition, block.start());
        assignment.assign(
                number,
                new AssignedPartition(
                        consumer.groupMetadata().generationId(),
                        new BlockAssembler(partition.topic(), layout, block),
                        new ImageCheck(dataset, layout.epochs()),
                        dataset,
                        recipe));
    }
}
