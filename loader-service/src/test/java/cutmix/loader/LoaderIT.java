package cutmix.loader;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.loader.LoaderProcess.Outcome;
import cutmix.loader.dataset.Dataset;
import cutmix.loader.dataset.Fingerprint;
import cutmix.loader.dataset.Split;
import cutmix.loader.sample.SampleDataset;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.LabeledImage;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.order.EpochLayout;
import cutmix.schemas.order.EpochOrder;
import cutmix.schemas.order.SamplePosition;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.TopicDescription;
import org.junit.jupiter.api.Test;

class LoaderIT extends LoaderFixture {

    @Test
    void every_image_lies_where_the_layout_says() throws Exception {
        // When
        Outcome outcome = loader.run(small(3));

        // Then
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .singleElement()
                .asString()
                .startsWith(
                        "Loaded sample: 301 training images x 3 epochs, 62 test images, 10 classes, into 4 partitions");
        assertThat(outcome.exitCode()).isZero();
        Dataset sample = SampleDataset.of(7, TRAIN_SIZE, TEST_SIZE);
        assertThat(infos())
                .containsExactly(DatasetInfo.newBuilder()
                        .setName("sample")
                        .setFingerprint(Fingerprint.of(sample))
                        .setClassNames(sample.classNames())
                        .setHeight(32)
                        .setWidth(32)
                        .setChannels(3)
                        .setTrainSize(TRAIN_SIZE)
                        .setTestSize(TEST_SIZE)
                        .setEpochs(3)
                        .setPartitions(PARTITIONS)
                        .setSeed(7L)
                        .setReportsFrom(0L)
                        .setRaisedAt(0L)
                        .build());
        List<List<LabeledImage>> train = read(topics.trainImages()).as(LabeledImage.class);
        EpochLayout layout = new EpochLayout(TRAIN_SIZE, PARTITIONS);
        for (int epoch = 1; epoch <= 3; epoch++) {
            int[] order = EpochOrder.permutation(7, epoch, TRAIN_SIZE);
            for (int position = 0; position < TRAIN_SIZE; position++) {
                long offset = layout.offset(new SamplePosition(epoch, position));
                assertImage(
                        train.get(position % PARTITIONS).get((int) offset),
                        epoch,
                        position,
                        order[position],
                        sample.train());
            }
        }
        assertThat(train.stream().mapToInt(List::size).sum()).isEqualTo(3 * TRAIN_SIZE);
        List<List<LabeledImage>> test = read(topics.testImages()).as(LabeledImage.class);
        for (int position = 0; position < TEST_SIZE; position++) {
            LabeledImage image = test.get(position % PARTITIONS).get(position / PARTITIONS);
            assertImage(image, 1, position, position, sample.test());
        }
        assertThat(test.stream().mapToInt(List::size).sum()).isEqualTo(TEST_SIZE);
    }

    private static void assertImage(LabeledImage image, int epoch, int position, int index, Split split) {
        assertThat(image.getEpoch()).isEqualTo(epoch);
        assertThat(image.getPosition()).isEqualTo(position);
        assertThat(image.getIndex()).isEqualTo(index);
        assertThat(image.getLabel()).isEqualTo(split.label(index));
        assertThat(image.getPixels().array()).isEqualTo(split.pixels(index));
    }

    @Test
    void topics_have_their_partitions_and_keep_what_they_hold_but_for_steps() throws Exception {
        // When
        loader.run(small(1));

        // Then
        List<String> names = List.of(
                topics.datasetInfo(),
                topics.metrics(),
                topics.trainImages(),
                topics.testImages(),
                topics.mixedImages(),
                topics.steps());
        Map<String, TopicDescription> found =
                admin.describeTopics(names).allTopicNames().get();
        assertThat(names)
                .extracting(name -> found.get(name).partitions().size())
                .containsExactly(1, 1, PARTITIONS, PARTITIONS, PARTITIONS, 1);
        assertThat(setting(topics.datasetInfo(), "cleanup.policy")).isEqualTo("compact");
        assertThat(setting(topics.trainImages(), "message.timestamp.before.max.ms"))
                .isEqualTo("30000");
        for (String name : names.subList(1, 5)) {
            assertThat(setting(name, "retention.ms")).isEqualTo("-1");
        }
        assertThat(setting(topics.steps(), "retention.bytes")).isEqualTo("16777216");
    }

    @Test
    void an_interrupted_run_is_completed_to_the_undisturbed_log() throws Exception {
        // Given
        loader.run(small(3));
        TopicContent train = read(topics.trainImages());
        TopicContent test = read(topics.testImages());
        Topics interrupted = new Topics(topics.prefix() + "interrupted.");
        createTopics(interrupted);
        read(topics.datasetInfo()).writeFirst(List.of(1), broker.bootstrapServers(), interrupted.datasetInfo());
        test.writeFirst(List.of(16, 16, 15, 15), broker.bootstrapServers(), interrupted.testImages());
        train.writeFirst(List.of(90, 75, 0, 200), broker.bootstrapServers(), interrupted.trainImages());

        // When
        Outcome outcome = loader(interrupted, Map.of()).run(small(3));

        // Then
        assertThat(outcome.err()).isEmpty();
        assertSame(TopicContent.read(broker.bootstrapServers(), interrupted.trainImages()), train);
        assertSame(TopicContent.read(broker.bootstrapServers(), interrupted.testImages()), test);
    }

    @Test
    void a_stop_midway_is_told_in_one_line() throws Exception {
        // Given
        LoaderProcess.Running running = loader.start(small(1_000_000));
        awaitImages();

        // When
        running.process().destroy();
        Outcome outcome = running.await();

        // Then
        assertThat(outcome.err()).containsExactly("error: stopped before everything was loaded: run again to resume");
        assertThat(outcome.exitCode()).isNotZero();
    }

    @Test
    void another_run_writes_nothing_and_more_epochs_are_added() throws Exception {
        // Given
        loader.run(small(2));
        TopicContent before = read(topics.trainImages());

        // When
        Outcome again = loader.run(small(2));
        Outcome fewer = loader.run(small(1));
        TopicContent unchanged = read(topics.trainImages());
        List<DatasetInfo> infosBefore = infos();
        Outcome more = loader.run(small(3));

        // Then
        assertThat(again.out())
                .containsExactly("Nothing left to load of sample: 301 training images x 2 epochs, 62 test images, "
                        + "10 classes, in 4 partitions");
        assertThat(fewer.out()).isEqualTo(again.out());
        assertSame(unchanged, before);
        assertThat(infosBefore).hasSize(1);
        assertThat(more.exitCode()).isZero();
        assertThat(infos()).extracting(DatasetInfo::getEpochs).containsExactly(2, 3);
        List<List<byte[]>> longer = read(topics.trainImages()).partitions();
        EpochLayout layout = new EpochLayout(TRAIN_SIZE, PARTITIONS);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            assertThat(longer.get(partition)).hasSize((int) layout.endOffset(partition, 3));
            assertThat(longer.get(partition)
                            .subList(0, before.partitions().get(partition).size()))
                    .containsExactlyElementsOf(before.partitions().get(partition));
        }
    }
}
