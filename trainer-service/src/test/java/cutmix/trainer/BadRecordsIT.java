package cutmix.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.deadletter.DeadLetter;
import cutmix.schemas.order.SamplePosition;
import cutmix.schemas.serde.AvroSerializer;
import cutmix.support.TopicRecords;
import cutmix.trainer.fixture.LoadedTopics;
import cutmix.trainer.fixture.MetricsLog;
import cutmix.trainer.fixture.RunningBroker;
import cutmix.trainer.fixture.TrainerProcess;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Runs the built service repeatedly on topics with bad values of every kind. */
@TestMethodOrder(OrderAnnotation.class)
class BadRecordsIT extends RunningBroker {

    private static final String PREFIX = "bad.";
    private static final Map<String, String> ENVIRONMENT = Map.of("CUTMIX_TOPIC_PREFIX", PREFIX);

    /** Lengths of 2147483640 and -5 bytes. */
    private static final String LONGEST = "f0ffffff0f";

    private static final String NEGATIVE = "09";

    private static final Map<SamplePosition, byte[]> BAD_MIXED = new HashMap<>();
    private static final Map<SamplePosition, byte[]> BAD_PLAIN = new HashMap<>();
    private static final Map<SamplePosition, byte[]> BAD_TEST = new HashMap<>();

    @BeforeAll
    static void write_bad_records() throws Exception {
        byte[] otherSchema = new AvroSerializer<>(DatasetInfo.class).serialize("", LoadedTopics.info());
        ByteBuffer small = ByteBuffer.allocate(3);

        bad(BAD_MIXED, 1, 37, Arrays.copyOf(LoadedTopics.mixed(1, 37), 60));
        bad(BAD_MIXED, 1, 38, otherSchema);
        bad(BAD_MIXED, 1, 95, new byte[0]);
        bad(BAD_MIXED, 1, 50, LoadedTopics.withLength(LoadedTopics.mixed(1, 50), 1, 50, LONGEST));
        bad(BAD_MIXED, 2, 0, null);
        bad(BAD_MIXED, 2, 71, LoadedTopics.withLength(LoadedTopics.mixed(2, 71), 2, 71, NEGATIVE));
        bad(BAD_MIXED, 2, 17, LoadedTopics.mixed(2, 17, 3, small));
        bad(BAD_MIXED, 2, 40, LoadedTopics.mixed(2, 40, 2, LoadedTopics.pixels(2, 40)));
        bad(BAD_MIXED, 2, 61, LoadedTopics.mixed(2, 65));
        bad(BAD_MIXED, 2, 94, LoadedTopics.mixed(2, 95));

        bad(BAD_PLAIN, 1, 37, Arrays.copyOf(LoadedTopics.plain(1, 37), 60));
        bad(BAD_PLAIN, 1, 38, otherSchema);
        bad(BAD_PLAIN, 1, 95, new byte[0]);
        bad(BAD_PLAIN, 1, 50, LoadedTopics.withLength(LoadedTopics.plain(1, 50), 1, 50, LONGEST));
        bad(BAD_PLAIN, 2, 0, null);
        bad(BAD_PLAIN, 2, 71, LoadedTopics.withLength(LoadedTopics.plain(2, 71), 2, 71, NEGATIVE));
        bad(BAD_PLAIN, 2, 17, LoadedTopics.plain(2, 17, 0, small));
        bad(BAD_PLAIN, 2, 40, LoadedTopics.plain(2, 40, 3, LoadedTopics.pixels(2, 40)));
        bad(BAD_PLAIN, 2, 61, LoadedTopics.plain(2, 57));
        bad(BAD_PLAIN, 2, 94, LoadedTopics.plain(2, 95));

        bad(BAD_TEST, 1, 7, LoadedTopics.plain(1, 7, -1, LoadedTopics.pixels(1, 7)));

        new LoadedTopics(broker.bootstrapServers(), PREFIX)
                .writeWith(Map.of(
                        "bad.images.cutmix", BAD_MIXED, "bad.images.train", BAD_PLAIN, "bad.images.test", BAD_TEST));
    }

    @Test
    @Order(1)
    void a_test_image_that_cannot_be_read_ends_the_run_before_it_begins() throws Exception {
        try (TrainerProcess train = train("cutmix")) {
            assertThat(train.exitCode()).isEqualTo(1);
            assertThat(train.onlyError())
                    .isEqualTo("error: topic bad.images.test, partition 3, offset 1: epoch 1, position 7 cannot be read"
                            + " (found label -1, expected one from 0 to 2); the record is kept in topic bad.dead.letters: delete"
                            + " the topics and load again, or train without it by --skip-bad");
        }
        assertThat(deadLetters()).containsExactly(Map.entry("bad.images.test/3/1", 1));
    }

    @Test
    @Order(2)
    void they_are_skipped_counted_and_kept_where_that_is_asked_for() throws Exception {
        for (String path : List.of("cutmix", "plain")) {
            try (TrainerProcess train = train(path, "--skip-bad")) {
                assertThat(train.exitCode()).isZero();
                assertThat(train.out())
                        .anyMatch(line -> line.startsWith("Epoch 1/2 - 3/3 [===") && line.endsWith(" - skipped: 4"))
                        .anyMatch(line -> line.startsWith("Epoch 2/2 - 3/3 [===") && line.endsWith(" - skipped: 6"))
                        .contains("Skipped 10 samples that could not be read: topic bad.dead.letters has the records");
                assertThat(train.err())
                        .hasSize(11)
                        .anyMatch(line -> line.contains(": epoch 2, position 17 is skipped (found 3 bytes of pixels"))
                        .anyMatch(line -> line.contains(": epoch 1, position 50 is skipped (a value of ")
                                && line.contains(": 2147483640 bytes are announced, "))
                        .anyMatch(line -> line.contains(": epoch 2, position 71 is skipped (a value of ")
                                && line.contains(": -5 bytes are announced, "));
            }
            List<JsonNode> metrics = MetricsLog.of(broker.bootstrapServers(), PREFIX, path);
            assertThat(metrics)
                    .extracting(epoch -> epoch.get("samples").intValue())
                    .containsExactly(92, 90);
            assertThat(metrics)
                    .extracting(epoch -> epoch.get("skipped").intValue())
                    .containsExactly(4, 6);
        }
        assertThat(deadLetters())
                .hasSize(21)
                .containsEntry("bad.images.cutmix/1/9", 1)
                .containsEntry("bad.images.train/2/47", 1)
                .allSatisfy((place, times) -> assertThat(times).isEqualTo(1));
    }

    @Test
    @Order(3)
    void another_run_keeps_none_a_second_time() throws Exception {
        // Given
        Map<String, Integer> before = deadLetters();

        // When
        try (TrainerProcess train = train("cutmix", "--skip-bad", "--fresh")) {
            assertThat(train.exitCode()).isZero();
        }

        // Then
        assertThat(deadLetters()).isEqualTo(before);
    }

    @Test
    @Order(4)
    void evaluate_names_a_bad_test_image_or_leaves_it_out() throws Exception {
        try (TrainerProcess strict = start(ENVIRONMENT, "evaluate", "--model", "cutmix.zip");
                TrainerProcess skipping = start(ENVIRONMENT, "evaluate", "--model", "cutmix.zip", "--skip-bad")) {
            assertThat(strict.exitCode()).isEqualTo(1);
            assertThat(strict.onlyError()).startsWith("error: topic bad.images.test, partition 3, offset 1: ");
            assertThat(skipping.exitCode()).isZero();
            assertThat(skipping.out()).last().asString().startsWith("cutmix.zip on 19 test images of colors: ");
        }
    }

    private static TrainerProcess train(String path, String... more) throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of("train", "--path", path, "--run", path, "--depth", "8", "--epochs", "2"));
        arguments.addAll(List.of(more));
        return start(ENVIRONMENT, arguments.toArray(String[]::new));
    }

    private static void bad(Map<SamplePosition, byte[]> values, int epoch, int position, byte[] value) {
        values.put(new SamplePosition(epoch, position), value);
    }

    /** Counts each dead letter by topic/partition/offset. */
    private static Map<String, Integer> deadLetters() {
        TopicPartition partition = new TopicPartition("bad.dead.letters", 0);
        Map<String, Integer> letters = new TreeMap<>();
        TopicRecords.committed(broker.bootstrapServers(), partition).forEach(consumed -> {
            DeadLetter letter = DeadLetter.in(consumed.headers()).orElseThrow();
            letters.merge(letter.topic() + "/" + letter.partition() + "/" + letter.offset(), 1, Integer::sum);
        });
        return letters;
    }
}
