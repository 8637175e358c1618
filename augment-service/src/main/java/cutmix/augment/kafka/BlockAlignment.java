package cutmix.augment.kafka;

import cutmix.augment.block.Block;
import cutmix.augment.block.BlockAssembler;
import cutmix.augment.block.BlockLayout;
import cutmix.augment.mixing.MixingRecipe;
import cutmix.augment.topic.TopicPair;
import cutmix.augment.topic.TopicPairLookup;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.description.ImageCheck;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.text.Printable;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Seeks every assigned partition to the start of a block: the block of its committed offset, or the first block if that
 * offset was committed for other topics. Runs on the polling thread, before the first record of the assignment is
 * fetched. Depending on the group's protocol, an assignment contains all partitions of this worker, or only the
 * additional ones.
 */
@ApplicationScoped
@Identifier("block-alignment") class BlockAlignment implements KafkaConsumerRebalanceListener {

    private static final Logger LOGGER = Logger.getLogger(BlockAlignment.class);

    private final Topics topics;
    private final TopicPairLookup pairs;
    private final CurrentDataset currentDataset;
    private final MixingRecipe recipe;
    private final AssignedPartitions assignment;
    private final MixingRestart restart;
    private final WorkerFailure failure;
    private boolean warnedOfPartitionsBeyond;

    BlockAlignment(
            Topics topics,
            TopicPairLookup pairs,
            CurrentDataset currentDataset,
            MixingRecipe recipe,
            AssignedPartitions assignment,
            MixingRestart restart,
            WorkerFailure failure) {
        this.topics = topics;
        this.pairs = pairs;
        this.currentDataset = currentDataset;
        this.recipe = recipe;
        this.assignment = assignment;
        this.restart = restart;
        this.failure = failure;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        try {
            boolean keepsOthers = consumer.assignment().size() > partitions.size();
            if (partitions.isEmpty()) {
                if (!keepsOthers) {
                    restart.stopped("");
                }
                return;
            }
            TopicPair pair = pairs.await();
            Optional<DatasetInfo> dataset = currentDataset.find();
            String missing = missing(pair, dataset);
            if (!missing.isEmpty()) {
                restart.stopped(missing);
            } else if (keepsOthers && !restart.isAlignedWith(pair)) {
                restart.restart("Partitions were added to an assignment that is not aligned with these topics");
            } else {
                align(consumer, partitions, pair, dataset.orElseThrow());
            }
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (RuntimeException | Error e) {
            failure.report(e);
        }
    }

    /** Returns a description of what is missing for mixing; empty if nothing is missing. */
    private String missing(TopicPair pair, Optional<DatasetInfo> dataset) {
        if (!pair.isComplete()) {
            String topic = pair.train().isEmpty() ? topics.trainImages() : topics.mixedImages();
            return "topic " + topic + ", which does not exist: start the loader, or run ./cutmix topics create";
        }
        if (dataset.isEmpty()) {
            return "the loader to describe its dataset in topic " + topics.datasetInfo();
        }
        int count = pair.mixed().orElseThrow().partitions();
        int wanted = dataset.get().getPartitions();
        return count < wanted
                ? "topic " + topics.mixedImages() + " to have " + wanted + " partitions instead of " + count
                        + ": delete it, and start the loader or run ./cutmix topics create"
                : "";
    }

    private void align(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions, TopicPair pair, DatasetInfo dataset) {
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(partitions));
        restart.aligned(pair);
        List<TopicPartition> beyond = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            if (partition.partition() < dataset.getPartitions()) {
                align(consumer, partition, pair, dataset, Optional.ofNullable(committed.get(partition)));
            } else {
                beyond.add(partition);
            }
        }
        warnOfPartitionsBeyond(dataset, beyond);
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> assignment.revoke(partition.partition()));
    }

    /** Warns about partitions that were added after the dataset was loaded. They contain no records of the dataset. */
    private void warnOfPartitionsBeyond(DatasetInfo dataset, List<TopicPartition> beyond) {
        if (!beyond.isEmpty() && !warnedOfPartitionsBeyond) {
            warnedOfPartitionsBeyond = true;
            LOGGER.warnf(
                    "Topic %s has more partitions than the %d that dataset %s was loaded into: this worker mixes those and"
                            + " ignores the others. Kafka cannot remove partitions; to use all of them, load again with"
                            + " --partitions into new topics",
                    beyond.get(0).topic(), dataset.getPartitions(), Printable.of(dataset.getName()));
        }
    }

    private void align(
            Consumer<?, ?> consumer,
            TopicPartition partition,
            TopicPair pair,
            DatasetInfo dataset,
            Optional<OffsetAndMetadata> committed) {
        BlockLayout layout = recipe.blocksOf(dataset);
        int number = partition.partition();
        if (layout.epochs().sliceSize(number) == 0) {
            return;
        }
        boolean ofOthers = committed
                .filter(offset -> !pair.hasCommitted(offset.metadata()))
                .isPresent();
        if (ofOthers) {
            LOGGER.warnf(
                    "Topic %s, partition %d: offset %d was committed for topics that were deleted since; mixing starts again",
                    partition.topic(), number, committed.orElseThrow().offset());
        }
        Block block = first(consumer, partition, layout, ofOthers);
        consumer.seek(partition, block.start());
        assignment.assign(
                number,
                new AssignedPartition(
                        consumer.groupMetadata().generationId(),
                        new BlockAssembler(partition.topic(), layout, block),
                        new ImageCheck(dataset, layout.epochs()),
                        recipe,
                        pair));
    }

    /**
     * Returns the block at which mixing begins. If old records have been removed, this is the first complete block.
     * Earlier records are already mixed or no longer needed; otherwise the trainer that needs them detects the gap.
     *
     * @param fromStart whether to start at the first block of the partition
     */
    private static Block first(
            Consumer<?, ?> consumer, TopicPartition partition, BlockLayout layout, boolean fromStart) {
        long earliest = consumer.beginningOffsets(List.of(partition)).get(partition);
        if (fromStart) {
            return layout.firstFrom(partition.partition(), earliest);
        }
        long position = consumer.position(partition);
        Block block = layout.blockAt(partition.partition(), position);
        if (earliest <= block.start()) {
            return block;
        }
        Block whole = layout.firstFrom(partition.partition(), earliest);
        if (position < earliest) {
            LOGGER.warnf(
                    "Topic %s, partition %d: the records from offset %d to %d are removed; mixing continues at offset %d",
                    partition.topic(), partition.partition(), position, earliest - 1, whole.start());
        }
        return whole;
    }
}
