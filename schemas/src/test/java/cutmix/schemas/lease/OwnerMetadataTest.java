package cutmix.schemas.lease;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.NumericChars;
import org.junit.jupiter.api.Test;

class OwnerMetadataTest {

    @Property
    void it_comes_back_from_its_metadata(
            @ForAll @AlphaChars @NumericChars @NotEmpty String token, @ForAll String message) {
        OwnerMetadata mark = new OwnerMetadata(token, message);

        assertThat(OwnerMetadata.read(mark.metadata())).isEqualTo(mark);
    }

    @Test
    void a_token_alone_has_no_word_and_is_written_as_earlier_versions_do() {
        assertThat(OwnerMetadata.read("token")).isEqualTo(new OwnerMetadata("token", ""));
        assertThat(new OwnerMetadata("token", "").metadata()).isEqualTo("token");
    }

    @Test
    void a_word_follows_the_token_after_a_space() {
        assertThat(new OwnerMetadata("token", "a message").metadata()).isEqualTo("token a message");
    }

    @Test
    void an_owner_is_known_by_its_token_whatever_it_says() {
        OwnerMetadata mark = new OwnerMetadata("token", "");

        assertThat(mark.isOfSameOwner(mark.withMessage("the message"))).isTrue();
        assertThat(mark.isOfSameOwner(new OwnerMetadata("other", ""))).isFalse();
    }
}
