package cutmix.schemas.identity;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.DatasetInfo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class DatasetIdentityTest {

    private static final DatasetInfo INFO = info().build();
    private static final DatasetIdentity IDENTITY = DatasetIdentity.of(INFO);

    @Test
    void everything_that_images_depend_on_makes_another_identity() {
        Stream.<Function<DatasetInfo.Builder, DatasetInfo.Builder>>of(
                        info -> info.setFingerprint("ac"),
                        info -> info.setClassNames(List.of("cat", "do")),
                        info -> info.setClassNames(List.of("cat", "d", "og")),
                        info -> info.setHeight(33),
                        info -> info.setWidth(33),
                        info -> info.setChannels(1),
                        info -> info.setTrainSize(101),
                        info -> info.setTestSize(11),
                        info -> info.setPartitions(5),
                        info -> info.setSeed(8))
                .map(change -> DatasetIdentity.of(change.apply(info()).build()))
                .forEach(other -> {
                    assertThat(other).isNotEqualTo(IDENTITY);
                    assertThat(other.differsFrom(new RecordHeaders(IDENTITY.headers())))
                            .isTrue();
                });
    }

    @Test
    void more_epochs_or_another_name_make_the_same_identity() {
        DatasetInfo more = info().setName("y")
                .setEpochs(9)
                .setReportsFrom(3)
                .setRaisedAt(4)
                .build();

        assertThat(DatasetIdentity.of(more)).isEqualTo(IDENTITY).hasSameHashCodeAs(IDENTITY);
        assertThat(DatasetIdentity.of(more).differsFrom(new RecordHeaders(IDENTITY.headers())))
                .isFalse();
    }

    @Test
    void it_stays_the_same_from_version_to_version() {
        assertThat(IDENTITY).hasToString("da0fc756277b0c22");
        assertThat(DatasetIdentity.shown(new RecordHeaders(IDENTITY.headers()))).isEqualTo(IDENTITY.toString());
        assertThat(IDENTITY.headers()).singleElement().satisfies(header -> {
            assertThat(header.key()).isEqualTo("cutmix.dataset");
            assertThat(header.value()).hasSize(DatasetIdentity.BYTES);
        });
    }

    @Test
    void a_record_without_the_header_does_not_say_that_it_is_of_another_dataset() {
        Headers others = new RecordHeaders().add("trace", new byte[] {1});

        assertThat(IDENTITY.differsFrom(others)).isFalse();
        assertThat(IDENTITY.differsFrom(new RecordHeaders())).isFalse();
        assertThat(DatasetIdentity.shown(others)).isEqualTo("?");
    }

    @Test
    void a_header_that_is_no_identity_does_not_say_so_either() {
        assertThat(IDENTITY.differsFrom(new RecordHeaders().add(DatasetIdentity.HEADER, null)))
                .isFalse();
        assertThat(IDENTITY.differsFrom(
                        new RecordHeaders().add(DatasetIdentity.HEADER, "x".getBytes(StandardCharsets.UTF_8))))
                .isFalse();
        assertThat(IDENTITY.differsFrom(
                        new RecordHeaders().add(DatasetIdentity.HEADER, "12345678".getBytes(StandardCharsets.UTF_8))))
                .isTrue();
    }

    @Test
    void in_a_message_it_has_its_name_its_seed_and_the_beginning_of_its_fingerprint() {
        DatasetInfo long64 = info().setFingerprint("0123456789abcdef".repeat(4)).build();

        assertThat(DatasetIdentity.words(long64)).isEqualTo("dataset x (seed 7, fingerprint 0123456789ab)");
        assertThat(DatasetIdentity.words(INFO)).isEqualTo("dataset x (seed 7, fingerprint ab)");
    }

    private static DatasetInfo.Builder info() {
        return DatasetInfo.newBuilder()
                .setName("x")
                .setFingerprint("ab")
                .setClassNames(List.of("cat", "dog"))
                .setHeight(32)
                .setWidth(32)
                .setChannels(3)
                .setTrainSize(100)
                .setTestSize(10)
                .setEpochs(2)
                .setPartitions(4)
                .setSeed(7);
    }
}
