package cutmix.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.UserException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReaderProgressTest {

    @Test
    void the_rate_is_that_from_two_fifths_of_the_records_on() {
        // Given: slow at first
        List<ReaderProgress> readings = List.of(
                new ReaderProgress(100, 1000),
                new ReaderProgress(400, 5000),
                new ReaderProgress(700, 5100),
                new ReaderProgress(1000, 5200));

        // When, Then
        assertThat(ReaderProgress.rate(readings)).isEqualTo(3000);
    }

    @Test
    void without_time_there_is_no_rate() {
        assertThatThrownBy(() -> ReaderProgress.rate(List.of(new ReaderProgress(1000, 5000))))
                .isInstanceOf(UserException.class);
    }
}
