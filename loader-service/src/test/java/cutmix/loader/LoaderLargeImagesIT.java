package cutmix.loader;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.loader.LoaderProcess.Outcome;
import cutmix.loader.folder.ImageFolders;
import cutmix.schemas.LabeledImage;
import cutmix.schemas.kafka.Topics;
import java.awt.Color;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

/** Tests images beyond Kafka's default limits of 1 MiB, and topics with smaller limits. */
class LoaderLargeImagesIT extends LoaderFixture {

    @Test
    void images_of_600_by_600_are_loaded_into_topics_that_take_them() throws Exception {
        // Given
        Path images = folder.resolve("photographs");
        for (String file : List.of("train/ant/1.png", "train/bee/1.png", "train/bee/2.png", "test/ant/1.png")) {
            ImageFolders.write(images.resolve(file), file.contains("ant") ? Color.RED : Color.BLUE, 40, 40);
        }

        // When
        Outcome outcome =
                loader.run(("--dataset " + images + " --image-size 600 --epochs 2 --max-epochs-ahead 5").split(" "));

        // Then
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        List<LabeledImage> train = read(topics.trainImages()).as(LabeledImage.class).stream()
                .flatMap(List::stream)
                .toList();
        assertThat(train)
                .hasSize(6)
                .allSatisfy(image -> assertThat(image.getPixels().remaining()).isEqualTo(600 * 600 * 3));
        // The mixed record, with its weights, is larger than the plain one, and its dead letter has headers.
        assertThat(limit(topics.mixedImages())).isGreaterThan(600 * 600 * 3 + 2 * 4 + 200);
        assertThat(limit(topics.deadLetters())).isGreaterThan(limit(topics.mixedImages()));
    }

    @Test
    void a_topic_that_takes_smaller_records_only_is_named_with_the_setting_and_what_to_do() throws Exception {
        List<Function<Topics, String>> names =
                List.of(Topics::trainImages, Topics::testImages, Topics::mixedImages, Topics::deadLetters);
        for (int i = 0; i < names.size(); i++) {
            // Given
            Topics made = new Topics(topics.prefix() + i + ".");
            String topic = names.get(i).apply(made);
            make(topic, topic.equals(made.deadLetters()) ? 1 : PARTITIONS, 2_000);

            // When
            Outcome outcome = loader(made, Map.of()).run(small(1));

            // Then
            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.err())
                    .singleElement()
                    .asString()
                    .startsWith("error: topic " + topic + " at " + broker.bootstrapServers()
                            + " accepts records of at most 2,000 bytes (max.message.bytes), but must accept ")
                    .contains("--entity-name " + topic + " --add-config max.message.bytes=");
            assertThat(TopicContent.read(broker.bootstrapServers(), made.trainImages())
                            .partitions())
                    .allSatisfy(records -> assertThat(records).isEmpty());
        }
    }

    @Test
    void a_topic_that_takes_what_the_line_asks_for_is_filled() throws Exception {
        // Given
        make(topics.trainImages(), PARTITIONS, 100_000);
        assertThat(loader.run(small(1)).err())
                .singleElement()
                .asString()
                .contains("--add-config max.message.bytes=327680,");
        ConfigEntry raised = new ConfigEntry("max.message.bytes", "327680");
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, topics.trainImages());
        admin.incrementalAlterConfigs(Map.of(topic, List.of(new AlterConfigOp(raised, AlterConfigOp.OpType.SET))))
                .all()
                .get();

        // When
        Outcome outcome = loader.run(small(2));

        // Then
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void images_that_no_record_can_hold_are_refused_before_anything_is_done() throws Exception {
        Outcome outcome = loader.run("--dataset", "photographs", "--image-size", "2365");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err())
                .first()
                .isEqualTo("error: --image-size 2365 is more than 2364: a larger image does not fit into a record");
        assertThat(admin.listTopics().names().get()).noneMatch(name -> name.startsWith(topics.prefix()));
    }

    private void make(String topic, int partitions, int limit) throws Exception {
        NewTopic made = new NewTopic(topic, Optional.of(partitions), Optional.empty());
        admin.createTopics(List.of(made.configs(Map.of("max.message.bytes", "" + limit))))
                .all()
                .get();
    }

    private long limit(String topic) throws Exception {
        return Long.parseLong(setting(topic, "max.message.bytes"));
    }
}
