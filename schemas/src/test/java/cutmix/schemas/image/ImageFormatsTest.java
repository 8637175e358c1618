package cutmix.schemas.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFormatsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.png",
                "a.jpg",
                "a.JPEG",
                "a.jpe",
                "a.jfif",
                "a.webp",
                "a.gif",
                "a.bmp",
                "a.dib",
                "a.TIF",
                "a.b.tiff"
            })
    void a_file_with_an_ending_of_a_format_that_is_read_is_an_image(String name) {
        assertThat(ImageFormats.isImage(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.txt", "png", "a.png.txt", ".a.png", ".png", "a.heic", "a.svg", ""})
    void any_other_and_any_hidden_file_is_none(String name) {
        assertThat(ImageFormats.isImage(name)).isFalse();
    }
}
