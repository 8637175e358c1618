package cutmix.schemas.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ListingTest {

    @Test
    void a_list_that_is_too_long_is_cut_and_says_by_how_much() {
        assertThat(Listing.first(3, List.of("cat", "dog", "eel"))).isEqualTo("cat, dog, eel");
        assertThat(Listing.first(2, List.of("cat", "dog", "eel", "fox"))).isEqualTo("cat, dog and 2 more");
        assertThat(Listing.first(2, List.of(1, 2))).isEqualTo("1, 2");
    }

    @Test
    void what_is_listed_can_be_printed() {
        assertThat(Listing.first(2, List.of("c\u001bat"))).isEqualTo("c\\u001bat");
    }
}
