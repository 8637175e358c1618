package cutmix.augment.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.augment.RandomSamples;
import cutmix.augment.block.BlockAssembler;
import cutmix.augment.block.BlockLayout;
import cutmix.augment.block.PlainBlock;
import cutmix.augment.mixing.LastEpochs;
import cutmix.augment.mixing.MixingRecipe;
import cutmix.augment.topic.TopicPair;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.MixedImage;
import cutmix.schemas.Mixing;
import cutmix.schemas.description.ImageCheck;
import cutmix.schemas.failure.UserException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AssignedPartitionTest {

    private static final MixingRecipe LAST_EPOCH_PLAIN = MixingRecipe.builder()
            .offEpochs(new LastEpochs.Count(1))
            .blockSize(10)
            .build();

    private final RandomSamples samples = RandomSamples.of(10, 1, 2);
    private final BlockLayout layout = new BlockLayout(samples.layout(), 10);

    @Test
    void records_polled_before_it_was_assigned_are_not_its_own() {
        AssignedPartition assigned = assigned();

        assertThat(assigned.covers(6)).isFalse();
        assertThat(assigned.covers(7)).isTrue();
        assertThat(assigned.covers(8)).isTrue();
    }

    @Test
    void the_last_epoch_is_counted_anew_when_more_are_loaded() throws Exception {
        // Given
        RandomSamples extended = RandomSamples.of(10, 1, 4);

        // When, Then
        AssignedPartition assigned = assigned();
        assertThat(assigned.mix(block(2), AssignedPartitionTest::neverRead))
                .extracting(MixedImage::getMixing)
                .containsOnly(Mixing.NONE);
        assertThat(assigned.mix(block(3), extended::dataset))
                .extracting(MixedImage::getMixing)
                .containsOnly(Mixing.CUTMIX);
        assertThat(assigned.mix(block(4), AssignedPartitionTest::neverRead))
                .extracting(MixedImage::getMixing)
                .containsOnly(Mixing.NONE);
    }

    @Test
    void an_epoch_that_the_description_does_not_know_is_refused() {
        assertThatThrownBy(() -> assigned().mix(block(3), samples::dataset))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(
                        "the train topic holds epoch 3, but the dataset's description ends at epoch 2;");
    }

    @Test
    void a_description_of_another_dataset_is_not_mixed_by() {
        // Given
        DatasetInfo other = DatasetInfo.newBuilder(RandomSamples.of(10, 1, 4).dataset())
                .setSeed(98)
                .build();

        // When, Then
        assertThatThrownBy(() -> assigned().mix(block(3), () -> other))
                .isInstanceOf(ReplacedDatasetException.class)
                .hasMessage("dataset samples (seed 98, fingerprint 00) was loaded in place of dataset samples (seed 99,"
                        + " fingerprint 00)");
    }

    private AssignedPartition assigned() {
        BlockAssembler assembler = new BlockAssembler("images.train", layout, layout.blockAt(0, 0));
        return new AssignedPartition(
                7,
                assembler,
                new ImageCheck(samples.dataset(), samples.layout()),
                LAST_EPOCH_PLAIN,
                new TopicPair(Optional.empty(), Optional.empty()));
    }

    private PlainBlock block(int epoch) {
        return samples.plain(layout.blockAt(0, (epoch - 1) * 10L));
    }

    private static DatasetInfo neverRead() {
        throw new AssertionError("the description is known");
    }
}
