package cutmix.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferenceTest {

    private static final String UPDATE = "mvn test -pl tests/reference -Dtest=ReferenceTest -Dreference.update";

    @Test
    void the_committed_pages_are_those_that_the_code_generates() throws Exception {
        Reference reference = new Reference();
        if (Boolean.getBoolean("reference.update")) {
            reference.write();
        }

        List<Path> outdated = reference.outdated();

        assertThat(outdated)
                .overridingErrorMessage(() -> outdated + ": out of date; rewrite with: " + UPDATE)
                .isEmpty();
    }
}
