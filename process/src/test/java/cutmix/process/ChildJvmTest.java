package cutmix.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChildJvmTest {

    /** Prints text that depends on the locale. */
    static final class Child {

        private Child() {}

        public static void main(String[] arguments) {
            System.out.println(Locale.getDefault() + " " + "classic".toUpperCase(Locale.getDefault()) + " "
                    + String.format(Locale.getDefault(Locale.Category.FORMAT), "%,d %.1f", 1234, 0.5));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Duser.language=tr",
                "-Duser.language=ar -Duser.country=EG -Duser.extensions=u-nu-arab",
                "-Duser.language=fa -Duser.script=Arab",
                "-Duser.language=th -Duser.variant=TH -Duser.extensions=u-nu-thai",
                "-Duser.language=de -Duser.country=CH"
            })
    void children_are_english_whatever_the_user_is(String settings) throws Exception {
        // Given
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(ChildJvm.options());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Child.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("JAVA_TOOL_OPTIONS", settings);

        // When
        String printed = new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // Then
        assertThat(printed).isEqualToIgnoringNewLines("en_US CLASSIC 1,234 0.5");
    }
}
