package cutmix.schemas.size;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.Box;
import cutmix.schemas.LabeledImage;
import cutmix.schemas.MixedImage;
import cutmix.schemas.Mixing;
import cutmix.schemas.View;
import cutmix.schemas.identity.DatasetIdentity;
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

class RecordSizeTest {

    /** The tolerance: the frame of single-object encoding is longer than that of a registry. */
    private static final int SLACK = 64;

    private static final Header[] IDENTITY = {new RecordHeader(DatasetIdentity.HEADER, new byte[DatasetIdentity.BYTES])
    };

    private final RecordFormat format = RecordFormat.of(Map.of());

    @Property(tries = 60)
    void no_record_is_larger_and_few_bytes_are_reckoned_too_many(
            @ForAll @IntRange(min = 1, max = 2_000_000) int pixels,
            @ForAll @IntRange(min = 1, max = 50_000) int classes) {
        // Given
        int greatest = Integer.MAX_VALUE;
        ByteBuffer image = ByteBuffer.allocate(pixels);
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

        // When
        RecordSize size = new RecordSize(pixels, classes);

        // Then
        assertThat(size.plain()).isBetween(plain, plain + SLACK);
        assertThat(size.mixed()).isBetween(mixed, mixed + SLACK);
    }

    @Test
    void sizes_beyond_two_billion_do_not_overflow() {
        RecordSize size = new RecordSize(Integer.MAX_VALUE, Integer.MAX_VALUE);

        assertThat(size.mixed()).isGreaterThan(5L * Integer.MAX_VALUE);
        assertThat(RecordSize.leastLimit(size.plain())).isGreaterThan(size.plain());
    }

    private <T extends SpecificRecord> long bytes(Class<T> type, T image) {
        byte[] value = format.serializer(type).serialize("", image);
        return MemoryRecords.withRecords(Compression.NONE, new SimpleRecord(0, null, value, IDENTITY))
                .sizeInBytes();
    }
}
