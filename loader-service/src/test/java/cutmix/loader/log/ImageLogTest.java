package cutmix.loader.log;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.loader.dataset.Dataset;
import cutmix.loader.dataset.ImageShape;
import cutmix.loader.dataset.MemoryDataset;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.LabeledImage;
import cutmix.schemas.order.EpochLayout;
import cutmix.schemas.order.EpochOrder;
import cutmix.schemas.order.SamplePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ImageLogTest {

    @Property(tries = 200)
    void an_interrupted_log_is_completed_to_the_undisturbed_one(
            @ForAll @IntRange(min = 1, max = 40) int size,
            @ForAll @IntRange(min = 1, max = 4) int epochs,
            @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 60) Integer> filled) {
        // Given
        int partitions = filled.size();
        ImageLog log = training(size, epochs, partitions);
        List<List<LabeledImage>> undisturbed = written(log, partitions, List.of());
        List<List<LabeledImage>> interrupted = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            List<LabeledImage> whole = undisturbed.get(partition);
            interrupted.add(whole.subList(0, Math.min(whole.size(), filled.get(partition))));
        }

        // When
        List<List<LabeledImage>> completed = written(log, partitions, interrupted);

        // Then
        assertThat(completed).isEqualTo(undisturbed);
    }

    @Property(tries = 100)
    void records_lie_where_the_layout_says(
            @ForAll @IntRange(min = 1, max = 40) int size, @ForAll @IntRange(min = 1, max = 6) int partitions) {
        // Given
        EpochLayout layout = new EpochLayout(size, partitions);

        // When
        List<List<LabeledImage>> written = written(training(size, 3, partitions), partitions, List.of());

        // Then
        for (int partition = 0; partition < partitions; partition++) {
            assertThat(written.get(partition)).hasSize((int) layout.endOffset(partition, 3));
            for (int offset = 0; offset < written.get(partition).size(); offset++) {
                LabeledImage image = written.get(partition).get(offset);
                assertThat(new SamplePosition(image.getEpoch(), image.getPosition()))
                        .isEqualTo(layout.at(partition, offset));
                assertThat(image.getIndex())
                        .isEqualTo(EpochOrder.permutation(9, image.getEpoch(), size)[image.getPosition()]);
                assertThat(image.getLabel()).isEqualTo(image.getIndex() % 2);
                assertThat(image.getPixels().get(0)).isEqualTo((byte) image.getIndex());
            }
        }
    }

    @Test
    void test_images_come_once_in_the_order_of_the_dataset() {
        // Given
        Dataset dataset = dataset(7);
        ImageLog log = ImageLog.ofTest(info(dataset, 3, 2), dataset.test());

        // When
        List<LabeledImage> images = new ArrayList<>();
        log.forEachMissing(new LogEnds(log.layout(), List.of(0L, 0L)), images::add);

        // Then
        assertThat(log.size()).isEqualTo(7);
        assertThat(images).extracting(LabeledImage::getIndex).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(images).extracting(LabeledImage::getEpoch).containsOnly(1);
    }

    private static List<List<LabeledImage>> written(ImageLog log, int partitions, List<List<LabeledImage>> before) {
        List<List<LabeledImage>> topic = new ArrayList<>();
        List<Long> ends = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            topic.add(new ArrayList<>(before.isEmpty() ? List.of() : before.get(partition)));
            ends.add((long) topic.get(partition).size());
        }
        log.forEachMissing(new LogEnds(log.layout(), ends), image -> topic.get(image.getPosition() % partitions)
                .add(image));
        return topic;
    }

    private static ImageLog training(int size, int epochs, int partitions) {
        Dataset dataset = dataset(size);
        return ImageLog.ofTraining(info(dataset, epochs, partitions), dataset.train());
    }

    private static Dataset dataset(int size) {
        List<byte[]> images =
                IntStream.range(0, size).mapToObj(i -> new byte[] {(byte) i}).toList();
        return MemoryDataset.of("x", List.of("a", "b"), new ImageShape(1, 1, 1), images, images);
    }

    private static DatasetInfo info(Dataset dataset, int epochs, int partitions) {
        int size = dataset.train().size();
        return DatasetInfo.newBuilder()
                .setName("x")
                .setFingerprint("ab")
                .setClassNames(dataset.classNames())
                .setHeight(1)
                .setWidth(1)
                .setChannels(1)
                .setTrainSize(size)
                .setTestSize(size)
                .setEpochs(epochs)
                .setPartitions(partitions)
                .setSeed(9L)
                .setReportsFrom(0L)
                .setRaisedAt(0L)
                .build();
    }
}
