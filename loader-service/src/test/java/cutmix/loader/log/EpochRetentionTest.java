package cutmix.loader.log;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.Box;
import cutmix.schemas.LabeledImage;
import cutmix.schemas.MixedImage;
import cutmix.schemas.Mixing;
import cutmix.schemas.View;
import cutmix.schemas.identity.DatasetIdentity;
import cutmix.schemas.order.EpochLayout;
import cutmix.schemas.serde.RecordFormat;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;
import org.junit.jupiter.api.Test;

class EpochRetentionTest {

    private static final Header[] IDENTITY = {new RecordHeader(DatasetIdentity.HEADER, new byte[DatasetIdentity.BYTES])
    };

    private final RecordFormat format = RecordFormat.of(Map.of());

    @Property(tries = 100)
    void the_epochs_fit_even_if_each_record_has_the_largest_size_and_a_batch_of_its_own(
            @ForAll @IntRange(min = 1, max = 5_000) int pixels,
            @ForAll @IntRange(min = 1, max = 500) int classes,
            @ForAll @IntRange(min = 1, max = 60_000) int size,
            @ForAll @IntRange(min = 1, max = 64) int partitions,
            @ForAll @IntRange(max = 20) int ahead) {
        // Given
        EpochLayout layout = new EpochLayout(size, partitions);
        long records = (ahead + 3L) * layout.sliceSize(0);
        int greatest = Integer.MAX_VALUE;
        ByteBuffer image = ByteBuffer.allocate(pixels);

        // When
        EpochRetention retention = new EpochRetention(layout, pixels, classes, ahead);

        // Then
        long plain = bytes(
                LabeledImage.class,
                LabeledImage.newBuilder()
                        .setEpoch(greatest)
                        .setPosition(greatest)
                        .setIndex(greatest)
                        .setLabel(greatest)
                        .setPixels(image)
                        .build());
        long mixed = bytes(
                MixedImage.class,
                MixedImage.newBuilder()
                        .setEpoch(greatest)
                        .setPosition(greatest)
                        .setIndex(greatest)
                        .setPartnerIndex(greatest)
                        .setMixing(Mixing.CUTMIX)
                        .setLambda(1.0)
                        .setBox(new Box(greatest, greatest, greatest, greatest))
                        .setSoftLabel(Collections.nCopies(classes, 1f))
                        .setPixels(image)
                        .setView(new View(true, greatest, greatest))
                        .setPartnerView(new View(true, greatest, greatest))
                        .build());
        assertThat(retention.plainBytes()).isGreaterThanOrEqualTo(records * plain * 5 / 4);
        assertThat(retention.mixedBytes()).isGreaterThanOrEqualTo(records * mixed * 5 / 4);
        assertThat(retention.plainSegment()).isBetween(1L << 20, 1L << 30);
        assertThat(retention.mixedSegment()).isBetween(1L << 20, 1L << 30);
    }

    private <T extends SpecificRecord> long bytes(Class<T> type, T image) {
        byte[] value = format.serializer(type).serialize("", image);
        return MemoryRecords.withRecords(Compression.NONE, new SimpleRecord(0, null, value, IDENTITY))
                .sizeInBytes();
    }

    @Test
    void a_segment_has_room_for_a_record_of_any_size() {
        EpochLayout layout = new EpochLayout(3, 4);
        int pixels = 600 * 600 * 3;
        int classes = 10;
        int ahead = 0;
        EpochRetention few = new EpochRetention(layout, pixels, classes, ahead);

        assertThat(few.plainSegment()).isGreaterThan(pixels);
        assertThat(few.mixedSegment()).isGreaterThan(few.plainSegment());
    }

    @Test
    void cifar_10_with_two_epochs_ahead_takes_this_much() {
        EpochLayout layout = new EpochLayout(50_000, 4);
        int pixels = 32 * 32 * 3;
        int classes = 10;
        int ahead = 2;
        EpochRetention retention = new EpochRetention(layout, pixels, classes, ahead);

        assertThat(retention.plainBytes()).isEqualTo(5 * 12_500 * 3220L * 5 / 4);
        assertThat(retention.plainSegment()).isEqualTo(12_500 * 3220L / 2);
        assertThat(retention.mixedBytes()).isLessThan(retention.plainBytes() * 11 / 10);
    }
}
