package cutmix.augment;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.text.Printable;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Begins every assigned partition at the start of a block, wherever its committed offset lies. Runs on the polling thread,
 * before the first record of the assignment is fetched.
 */
@ApplicationScoped
@Identifier("block-alignment") class BlockAlignment implements KafkaConsumerRebalanceListener {

    private static final Logger LOGGER = Logger.getLogger(BlockAlignment.class);

    private final CurrentDataset currentDataset;
    private final MixingRecipe recipe;
    private final Assignment assignment;
    private final Failure failure;
    private boolean toldOfPartitionsBeyond;

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
            List<TopicPartition> beyond = new ArrayList<>();
            for (TopicPartition partition : partitions) {
                if (partition.partition() < dataset.getPartitions()) {
                    align(consumer, partition, dataset);
                } else {
                    beyond.add(partition);
                }
            }
            tellOfPartitionsBeyond(dataset, beyond);
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

    /** Partitions that were added after the dataset was loaded hold nothing of it. */
    private void tellOfPartitionsBeyond(DatasetInfo dataset, List<TopicPartition> beyond) {
        if (!beyond.isEmpty() && !toldOfPartitionsBeyond) {
            toldOfPartitionsBeyond = true;
            LOGGER.warnf(
                    "Topic %s has more partitions than the %d that dataset %s was loaded into: this worker mixes those and"
                            + " ignores the others. Kafka cannot remove partitions; to use all of them, load again with"
                            + " --partitions into new topics",
                    beyond.get(0).topic(), dataset.getPartitions(), Printable.of(dataset.getName()));
        }
    }

    private void align(Consumer<?, ?> consumer, TopicPartition partition, DatasetInfo dataset) {
        BlockLayout layout = BlockLayout.of(dataset, recipe);
        int number = partition.partition();
        if (layout.epochs().sliceSize(number) == 0) {
            return;
        }
        Block block = first(consumer, partition, layout);
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

    /**
     * The block at which mixing begins. Where old records are removed, that is the first whole one: what lies before it is mixed
     * already, or no longer needed, or else the trainer that needs it finds the gap.
     */
    private static Block first(Consumer<?, ?> consumer, TopicPartition partition, BlockLayout layout) {
        long position = consumer.position(partition);
        long earliest = consumer.beginningOffsets(List.of(partition)).get(partition);
        Block block = layout.blockAt(partition.partition(), position);
        if (earliest <= block.start()) {
            return block;
        }
        Block whole = layout.firstFrom(partition.partition(), earliest);
        if (position < earliest) {
            LOGGER.warnf(
                    "Topic %s, partition %d: the records from offset %d to %d are removed; mixing goes on at offset %d",
                    partition.topic(), partition.partition(), position, earliest - 1, whole.start());
        }
        return whole;
    }
}
