package cutmix.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StructureTest {

    private static final Path ROOT = SourceFile.projectRoot();
    private static final List<SourceFile> FILES = SourceFile.in(ROOT);

    /** Each service has a class of this name. */
    private static final Set<String> SHARED_NAMES = Set.of("Main");

    /** Packages of libraries, whose classes the project replaces. */
    private static final Set<String> FOREIGN_PACKAGES = Set.of("org.nd4j.nativeblas");

    @Test
    void sources_of_all_modules_are_found() {
        assertThat(FILES)
                .extracting(SourceFile::simpleName)
                .contains("StructureTest", "Topics", "TrainerConfig", "LoaderConfig", "AugmentConfig");
    }

    @Test
    void every_type_of_the_main_sources_has_a_name_of_its_own() {
        List<DeclaredType> types = DeclaredType.inMainSources(ROOT);

        assertThat(types).extracting(DeclaredType::name).contains("Topics", "MlflowDataset", "EpochMetrics");
        assertThat(new UniqueNames("types", SHARED_NAMES).problems(types, DeclaredType::name, DeclaredType::place))
                .isEmpty();
    }

    @Test
    void every_file_of_main_and_test_sources_has_a_name_of_its_own() {
        assertThat(new UniqueNames("files", Set.of("Main", "package-info"))
                        .problems(FILES, SourceFile::simpleName, SourceFile::path))
                .isEmpty();
    }

    @Test
    void no_package_has_more_than_20_files() {
        assertThat(new PackageSizes(20).problems(FILES)).isEmpty();
    }

    @Test
    void every_main_package_has_a_description() {
        assertThat(new PackageDescriptions(FOREIGN_PACKAGES).problems(FILES)).isEmpty();
    }

    @Test
    void test_methods_are_sentences_of_at_most_80_characters() {
        assertThat(new TestNames(80).problems(FILES)).isEmpty();
    }
}
