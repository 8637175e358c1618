package cutmix.loader.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    private static final ImageShape SHAPE = new ImageShape(1, 2, 1);
    private static final byte[] A = {1, 2};
    private static final byte[] B = {3, 4};
    private static final byte[] C = {3, 5};

    private final String fingerprint = of("x", List.of("a", "bc"), SHAPE, List.of(A, B), List.of(C));

    @Test
    void equal_images_have_equal_fingerprints_whatever_the_name() {
        assertThat(fingerprint).matches("[0-9a-f]{64}");
        assertThat(of("y", List.of("a", "bc"), SHAPE, List.of(A, B), List.of(C)))
                .isEqualTo(fingerprint);
    }

    @Test
    void it_is_part_of_the_contract_and_never_changes() {
        assertThat(fingerprint).isEqualTo("ac87f7c947a731dcf60ab93764472d56f42e6bd65a494b6cfd7de8a94d3472cb");
    }

    @Test
    void a_difference_anywhere_shows() {
        assertThat(of("x", List.of("ab", "c"), SHAPE, List.of(A, B), List.of(C)))
                .isNotEqualTo(fingerprint);
        assertThat(of("x", List.of("a", "bc", "d"), SHAPE, List.of(A, B), List.of(C)))
                .isNotEqualTo(fingerprint);
        assertThat(of("x", List.of("a", "bc"), new ImageShape(2, 1, 1), List.of(A, B), List.of(C)))
                .isNotEqualTo(fingerprint);
        assertThat(of("x", List.of("a", "bc"), SHAPE, List.of(B, A), List.of(C)))
                .isNotEqualTo(fingerprint);
        assertThat(of("x", List.of("a", "bc"), SHAPE, List.of(A), List.of(B, C)))
                .isNotEqualTo(fingerprint);
        assertThat(of("x", List.of("a", "bc"), SHAPE, List.of(A, B), List.of(B)))
                .isNotEqualTo(fingerprint);
    }

    private static String of(
            String name, List<String> classNames, ImageShape shape, List<byte[]> train, List<byte[]> test) {
        return Fingerprint.of(MemoryDataset.of(name, classNames, shape, train, test));
    }
}
