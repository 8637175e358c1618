package cutmix.schemas.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.mutations.Mutations;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.order.EpochLayout;
import cutmix.schemas.serde.AvroDeserializer;
import cutmix.schemas.serde.AvroSerializer;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriptionReaderTest {

    private static final DatasetInfo INFO = DatasetInfo.newBuilder()
            .setName("sample")
            .setFingerprint("ab")
            .setClassNames(List.of("a", "b"))
            .setHeight(32)
            .setWidth(32)
            .setChannels(3)
            .setTrainSize(10)
            .setTestSize(5)
            .setEpochs(2)
            .setPartitions(4)
            .setSeed(1L)
            .setReportsFrom(0L)
            .setRaisedAt(0L)
            .build();

    private final DescriptionReader reader = new DescriptionReader(new AvroDeserializer<>(DatasetInfo.class));

    @Test
    void a_description_is_read() {
        assertThat(read(INFO)).isEqualTo(INFO);
    }

    @Test
    void a_dataset_without_classes_is_refused() {
        assertThatThrownBy(() -> read(
                        DatasetInfo.newBuilder(INFO).setClassNames(List.of()).build()))
                .isInstanceOf(SerializationException.class)
                .hasMessage("a dataset with the number of classes 0 is impossible: it must be from 1 to 1000000");
    }

    @Test
    void offsets_before_the_first_are_refused() {
        assertThatThrownBy(() ->
                        read(DatasetInfo.newBuilder(INFO).setReportsFrom(-1L).build()))
                .isInstanceOf(SerializationException.class);
        assertThatThrownBy(
                        () -> read(DatasetInfo.newBuilder(INFO).setRaisedAt(-1L).build()))
                .isInstanceOf(SerializationException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 32, 3, 10, 5, 2, 4, height 0",
        "-1, 32, 3, 10, 5, 2, 4, height -1",
        "32, 0, 3, 10, 5, 2, 4, width 0",
        "32, 32, 0, 10, 5, 2, 4, number of channels 0",
        "32768, 32768, 4, 10, 5, 2, 4, number of channels 4",
        "65536, 65536, 1, 10, 5, 2, 4, width 65536",
        "2147483647, 2147483647, 2147483647, 10, 5, 2, 4, height 2147483647",
        "32, 32, 3, 0, 5, 2, 4, number of training images 0",
        "32, 32, 3, 10, -1, 2, 4, number of test images -1",
        "32, 32, 3, 10, 5, 0, 4, number of epochs 0",
        "32, 32, 3, 10, 5, 2, 0, number of partitions 0",
        "32, 32, 3, 10, 5, 2, 2147483647, number of partitions 2147483647",
    })
    void numbers_that_no_dataset_has_are_refused(
            int height, int width, int channels, int train, int test, int epochs, int partitions, String named) {
        DatasetInfo info = DatasetInfo.newBuilder()
                .setName("sample")
                .setFingerprint("ab")
                .setClassNames(List.of("a", "b"))
                .setHeight(height)
                .setWidth(width)
                .setChannels(channels)
                .setTrainSize(train)
                .setTestSize(test)
                .setEpochs(epochs)
                .setPartitions(partitions)
                .setSeed(1L)
                .setReportsFrom(0L)
                .setRaisedAt(0L)
                .build();

        assertThatThrownBy(() -> read(info))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("a dataset with the " + named + " is impossible");
    }

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void from_whatever_is_read_layouts_and_sizes_can_be_computed(@ForAll long seed) {
        Mutations mutations = new Mutations(seed, new AvroSerializer<>(DatasetInfo.class).serialize("t", INFO));
        int read = 0;
        for (int i = 0; i < 5_000; i++) {
            try {
                DatasetInfo info = reader.deserialize("t", mutations.next());
                EpochLayout layout = EpochLayout.ofTraining(info);
                assertThat(layout.at(0, layout.endOffset(0, info.getEpochs()) - 1)
                                .epoch())
                        .isEqualTo(info.getEpochs());
                assertThat(info.getHeight() * info.getWidth() * info.getChannels())
                        .isPositive();
                read++;
            } catch (SerializationException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
        assertThat(read).isPositive();
    }

    private DatasetInfo read(DatasetInfo info) {
        return reader.deserialize("t", new AvroSerializer<>(DatasetInfo.class).serialize("t", info));
    }
}
