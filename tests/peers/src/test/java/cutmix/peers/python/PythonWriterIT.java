package cutmix.peers.python;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.broker.KafkaBroker;
import cutmix.support.TopicRecords;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the writer of docs/guide/python.md with images, labels and files that no service can use. */
class PythonWriterIT {

    private static final List<String> TOPICS =
            List.of("dataset.info", "images.train", "images.test", "images.cutmix", "training.metrics");

    @TempDir
    static Path folder;

    private static KafkaBroker broker;

    @BeforeAll
    static void start() throws Exception {
        Frameworks.environment();
        broker = KafkaBroker.start(folder.resolve("broker"));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            Stream<NewTopic> topics =
                    TOPICS.stream().map(topic -> new NewTopic(topic, Optional.of(1), Optional.empty()));
            admin.createTopics(topics.toList()).all().get();
        }
    }

    @AfterAll
    static void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void a_dataset_that_no_service_could_use_is_refused_in_a_line_before_the_first_record() throws Exception {
        // When
        List<String> refusals = Script.python("refused_images.py", broker.bootstrapServers(), "", folder.toString())
                .lines();

        // Then
        assertThat(refusals)
                .containsExactly(
                        "error: train_images has values of type float32: pixels are uint8, from 0 to 255",
                        "error: test_images has values of type int64: pixels are uint8, from 0 to 255",
                        "error: train_images has the shape (6, 4, 5): it must have 4 axes (images, height, width, channels), with 1 channel for gray",
                        "error: train_images has the shape (6, 3, 4, 10): channels come last; use images.transpose(0, 2, 3, 1)",
                        "error: test_images has images of shape (3, 5, 3), but train_images of (4, 5, 3): make them equal",
                        "error: test_images has the shape (0, 4, 5, 3): it holds no pixels",
                        "error: train_labels[0] is -1: with 3 classes, labels are from 0 to 2",
                        "error: test_labels[2] is 3: with 3 classes, labels are from 0 to 2",
                        "error: test_labels has 4 labels for 6 images: give each image one",
                        "error: train_labels has the shape (6, 3) and the type float64: it must be a list of integers, one for each image",
                        "error: class_names has b more than once: give each class its own name",
                        "error: class_names has a name without a visible character: name each class",
                        "error: epochs is 0: write at least one",
                        "error: seed is 9223372036854775808: choose one of 64 bits",
                        "error: partial.npz has no array test_labels: save it with numpy.savez",
                        "error: class_names has the type |S1: it must be a list of texts",
                        "error: single.npy cannot be read as an .npz file ('numpy.ndarray' object does not support the context manager protocol): save it with numpy.savez",
                        "error: absent.npz cannot be read as an .npz file ([Errno 2] No such file or directory: 'absent.npz'): save it with numpy.savez");
        for (String topic : TOPICS) {
            assertThat(TopicRecords.committed(broker.bootstrapServers(), topic))
                    .as(topic)
                    .isEmpty();
        }
    }
}
