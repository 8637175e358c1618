package cutmix.schemas.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class Utf8Test {

    @Test
    void a_byte_order_mark_is_no_part_of_the_text() throws Exception {
        assertThat(Utf8.decode("\uFEFFairplane\nüber\n".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("airplane\nüber\n");
        assertThat(Utf8.decode(new byte[0])).isEmpty();
    }

    @Test
    void another_encoding_is_named_with_its_place() {
        assertRefused(
                "cat\nmöwe\n".getBytes(StandardCharsets.ISO_8859_1),
                "it is not UTF-8: byte 0xF6 at offset 5, in line 2; it looks like Latin-1 (ISO 8859-1 or Windows-1252)");
        assertRefused(
                "cat – dog".getBytes(Charset.forName("windows-1252")), "byte 0x96 at offset 4; it looks like Latin-1");
        assertRefused(
                "cat\n".getBytes(StandardCharsets.UTF_16),
                "it is not UTF-8: byte 0xFE at offset 0; it looks like UTF-16");
        assertRefused("\uFEFFcat\n".getBytes(StandardCharsets.UTF_16LE), "byte 0xFF at offset 0; it looks like UTF-16");
        assertRefused("cat\n".getBytes(StandardCharsets.UTF_16LE), "byte 0x00 at offset 1; it looks like UTF-16");
        assertRefused("cat\n\u00e4".getBytes(StandardCharsets.UTF_16BE), "it looks like UTF-16");
    }

    @Test
    void a_character_that_is_cut_off_is_refused() {
        assertRefused(new byte[] {'a', (byte) 0xC3}, "byte 0xC3 at offset 1");
    }

    @Property
    void whatever_text_was_encoded_comes_back(@ForAll String text) throws Exception {
        String valid = new String(text.replace("\0", "").getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);

        assertThat(Utf8.decode(("\uFEFF" + valid).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(valid);
    }

    private static void assertRefused(byte[] bytes, String words) {
        assertThatThrownBy(() -> Utf8.decode(bytes))
                .isInstanceOf(NotUtf8Exception.class)
                .hasMessageContaining(words);
    }
}
