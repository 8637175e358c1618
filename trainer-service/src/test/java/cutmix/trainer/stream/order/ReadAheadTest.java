package cutmix.trainer.stream.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.failure.UserException;
import cutmix.trainer.stream.BatchAssembler;
import cutmix.trainer.stream.SampleSize;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ReadAheadTest {

    @Property
    void batches_that_wait_stay_below_the_limit_unless_one_alone_is_larger(
            @ForAll @IntRange(min = 1, max = 100) int batches,
            @ForAll @LongRange(min = 1, max = 1L << 40) long bytes,
            @ForAll @LongRange(min = 1, max = 1L << 40) long batchBytes) {
        int waiting = new ReadAhead(1, batches, bytes, 0).batchesOf(batchBytes);

        assertThat(waiting).isBetween(1, batches);
        assertThat(waiting * batchBytes).isLessThanOrEqualTo(Math.max(bytes, batchBytes));
        if (waiting < batches) {
            assertThat((waiting + 1) * batchBytes).isGreaterThan(bytes);
        }
    }

    @Property
    void partitions_share_the_limit(
            @ForAll @LongRange(min = 1, max = 1L << 40) long bytes,
            @ForAll @IntRange(min = 1, max = 1000) int partitions) {
        long each = new ReadAhead(1, 1, bytes, 0).bytesPerPartition(partitions);

        assertThat(each).isPositive();
        assertThat(each * partitions).isLessThanOrEqualTo(Math.max(bytes, partitions));
    }

    @Test
    void images_of_32_by_32_wait_as_they_are_counted() {
        // Given
        ReadAhead standard = new ReadAhead(512, 4, 64 << 20, 64 << 20);
        long sample = SampleSize.of(images(32)).bytes();

        // Then
        assertThat(standard.batchesOf(32 * sample)).isEqualTo(4);
        assertThat(standard.batchesOf(1024 * sample)).isEqualTo(4);
        assertThat(standard.bytesPerPartition(4)).isGreaterThan(512 * sample);
    }

    @Test
    void a_batch_that_no_array_can_hold_is_refused() {
        DatasetInfo photographs = images(224);

        assertThatThrownBy(() -> new BatchAssembler(photographs, 50_000, 20_000))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "a batch of 20000 images of 150528 bytes in 3 classes is too large: take a --batch-size of at"
                                + " most 14266");
        assertThat(new BatchAssembler(photographs, 50_000, 14_266).bytes()).isEqualTo(14_266L * (150_528 + 3 * 4));
        assertThat(new BatchAssembler(photographs, 10_000, 20_000).bytes()).isEqualTo(10_000L * (150_528 + 3 * 4));
    }

    private static DatasetInfo images(int side) {
        return DatasetInfo.newBuilder(TinySamples.INFO)
                .setHeight(side)
                .setWidth(side)
                .build();
    }
}
