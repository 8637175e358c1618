package cutmix.augment;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.augment.block.Block;
import cutmix.augment.block.BlockLayout;
import cutmix.augment.mixing.BlockMixer;
import cutmix.augment.mixing.MixingRecipe;
import cutmix.schemas.MixedImage;
import cutmix.schemas.order.SamplePosition;
import cutmix.schemas.serde.AvroDeserializer;
import cutmix.schemas.serde.AvroSerializer;
import java.util.ArrayList;
import java.util.List;

/** The mixed images that any worker writes for these samples. */
record ExpectedImages(RandomSamples samples, MixingRecipe recipe) {

    /** Returns the values for the offsets from start to end of a partition of the train topic. */
    List<byte[]> values(int partition, long start, long end) {
        AvroSerializer<MixedImage> serializer = new AvroSerializer<>(MixedImage.class);
        BlockLayout layout = new BlockLayout(samples.layout(), recipe.blockSize());
        BlockMixer mixer = new BlockMixer(samples.dataset(), recipe);
        List<byte[]> mixed = new ArrayList<>();
        long at = start;
        while (at < end) {
            Block block = layout.blockAt(partition, at);
            mixer.mix(samples.of(block)).forEach(sample -> mixed.add(serializer.serialize("t", sample)));
            at = block.end();
        }
        return mixed;
    }

    /** Checks that repeated records equal the earlier ones, and that new records of these epochs are in order. */
    void assertWrittenInOrder(WorkerTopics pipeline, int epochs) {
        AvroDeserializer<MixedImage> deserializer = new AvroDeserializer<>(MixedImage.class);
        for (int partition = 0; partition < 4; partition++) {
            List<byte[]> expected = values(partition, 0, samples.layout().endOffset(partition, epochs));
            int next = 0;
            for (byte[] value : pipeline.values(partition)) {
                MixedImage sample = deserializer.deserialize("t", value);
                int place = (int) samples.layout().offset(new SamplePosition(sample.getEpoch(), sample.getPosition()));
                assertThat(place).isLessThanOrEqualTo(next);
                assertThat(value).isEqualTo(expected.get(place));
                next = Math.max(next, place + 1);
            }
            assertThat(next).isEqualTo(expected.size());
        }
    }
}
