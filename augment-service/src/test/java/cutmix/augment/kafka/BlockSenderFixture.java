package cutmix.augment.kafka;

import cutmix.augment.RandomSamples;
import cutmix.augment.block.Block;
import cutmix.augment.block.BlockLabels;
import cutmix.augment.block.BlockLayout;
import cutmix.augment.mixing.BlockMixer;
import cutmix.augment.mixing.MixingRecipe;
import cutmix.schemas.MixedImage;
import cutmix.schemas.identity.DatasetIdentity;
import cutmix.schemas.serde.AvroSerializer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A sender of blocks of three samples, whose producer answers when a test tells it to. */
abstract class BlockSenderFixture {

    final RandomSamples samples = RandomSamples.of(12, 2, 1);
    final BlockLayout layout = new BlockLayout(samples.layout(), 3);
    final BlockMixer mixer = new BlockMixer(
            samples.dataset(), MixingRecipe.builder().blockSize(3).build());
    final DatasetIdentity identity = DatasetIdentity.of(samples.dataset());
    final BlockLabels labels = new BlockLabels(identity, mixer.settings());
    final ReplacedTopic producer = new ReplacedTopic();
    final Map<Block, Integer> acknowledged = new HashMap<>();
    final List<RuntimeException> failures = new ArrayList<>();
    final AtomicInteger topicRecreated = new AtomicInteger();
    final BlockSender sender = new BlockSender(
            producer,
            "images.cutmix",
            new AvroSerializer<>(MixedImage.class),
            acknowledged::put,
            topicRecreated::incrementAndGet,
            failures::add);

    /** Returns a sender that writes records of this size. */
    final BlockSender senderOf(int bytes) {
        return new BlockSender(
                producer,
                "images.cutmix",
                (topic, image) -> new byte[bytes],
                acknowledged::put,
                topicRecreated::incrementAndGet,
                failures::add);
    }

    final void send(BlockSender to, Block block) {
        try {
            to.send(samples.plain(block), mixer.mix(samples.of(block)), labels);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
