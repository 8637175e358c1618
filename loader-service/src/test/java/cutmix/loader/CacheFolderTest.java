package cutmix.loader;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheFolderTest {

    @Test
    void follows_the_xdg_specification() {
        assertThat(CacheFolder.ofUser(Map.of("XDG_CACHE_HOME", "/c"), "/home/u"))
                .isEqualTo(Path.of("/c/cutmix"));
        assertThat(CacheFolder.ofUser(Map.of(), "/home/u")).isEqualTo(Path.of("/home/u/.cache/cutmix"));
        assertThat(CacheFolder.ofUser(Map.of("XDG_CACHE_HOME", "relative"), "/home/u"))
                .isEqualTo(Path.of("/home/u/.cache/cutmix"));
    }
}
