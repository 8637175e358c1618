package cutmix.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the checks on small projects that break a rule. */
class CheckedSampleTest {

    @TempDir
    private Path root;

    @Test
    void two_main_classes_of_one_name_are_found() throws IOException {
        write("a/src/main/java/a/Report.java", "package a; class Report {}");
        write("b/src/cpu/java/b/Report.java", "package b; class Report {}");
        write("b/src/test/java/b/Report.java", "package b; class Report {}");
        write("a/src/main/java/a/Main.java", "package a; class Main {}");
        write("b/src/main/java/b/Main.java", "package b; class Main {}");
        write("b/target/generated/b/Report.java", "package b; class Report {}");

        assertThat(sharedTypeNames(Set.of("Main")))
                .containsExactly("several types are called Report: "
                        + "a/src/main/java/a/Report.java:1, b/src/cpu/java/b/Report.java:1");
    }

    @Test
    void a_nested_type_with_the_name_of_another_type_is_found() throws IOException {
        write("a/src/main/java/a/Topics.java", "package a; class Topics {}");
        write("a/src/main/avro/Image.avsc", "{\"type\": \"record\", \"name\": \"Image\", \"fields\": []}");
        write("b/src/main/java/b/B.java", "package b;\nclass B {\n  private record Topics() {}\n  enum Part {}\n}");
        write("b/src/main/java/b/C.java", "package b;\nclass C {\n  class D {\n    interface Part {}\n  }\n}");
        write("c/src/main/java/c/E.java", "package c; class E { record Image() {} Object o = new Object() {}; }");
        write("c/src/test/java/c/ETest.java", "package c; class ETest { enum Part {} }");

        assertThat(sharedTypeNames(Set.of()))
                .containsExactly(
                        "several types are called Image: c/src/main/java/c/E.java:1, a/src/main/avro/Image.avsc",
                        "several types are called Part: b/src/main/java/b/B.java:4, b/src/main/java/b/C.java:4",
                        "several types are called Topics: a/src/main/java/a/Topics.java:1, b/src/main/java/b/B.java:3");
    }

    @Test
    void files_of_one_name_are_found_in_main_and_test_sources() throws IOException {
        write("a/src/main/java/a/Samples.java", "package a; class Samples {}");
        write("b/src/test/java/b/Samples.java", "package b; class Samples {}");
        write("a/src/main/java/a/package-info.java", "package a;");
        write("b/src/main/java/b/package-info.java", "package b;");

        assertThat(new UniqueNames("files", Set.of("package-info"))
                        .problems(SourceFile.in(root), SourceFile::simpleName, SourceFile::path))
                .containsExactly("several files are called Samples: "
                        + "a/src/main/java/a/Samples.java, b/src/test/java/b/Samples.java");
    }

    @Test
    void a_package_with_too_many_files_is_found() throws IOException {
        for (String name : new String[] {"A", "B", "C"}) {
            write("m/src/main/java/m/" + name + ".java", "package m; class " + name + " {}");
        }
        write("m/src/test/java/m/ATest.java", "package m; class ATest {}");

        assertThat(new PackageSizes(3).problems(SourceFile.in(root))).isEmpty();
        assertThat(new PackageSizes(2).problems(SourceFile.in(root)))
                .containsExactly("m/src/main/java/m has 3 files: move some, so that 2 remain");
    }

    @Test
    void a_main_package_without_a_description_is_found() throws IOException {
        write("m/src/main/java/m/A.java", "package m; class A {}");
        write("m/src/main/java/m/part/B.java", "package m.part; class B {}");
        write("m/src/main/java/m/part/package-info.java", "package m.part;");
        write("m/src/cpu/java/m/part/C.java", "package m.part; class C {}");
        write("m/src/main/java/library/D.java", "package library; class D {}");
        write("m/src/test/java/m/test/ETest.java", "package m.test; class ETest {}");

        assertThat(new PackageDescriptions(Set.of("library")).problems(SourceFile.in(root)))
                .containsExactly("m has no package-info.java: add one that describes the package");
    }

    @Test
    void a_test_method_with_a_long_name_is_found() throws IOException {
        write("m/src/test/java/m/ATest.java", "package m; class ATest { @Test void it_is_short() {} }");
        write("m/src/test/java/m/BTest.java", "package m; class BTest { @Test void it_is_too_long() {} }");
        write("m/src/main/java/m/B.java", "package m; class B { void itIsOfTheMainSources() {} }");

        assertThat(new TestNames(11).problems(SourceFile.in(root)))
                .containsExactly("m/src/test/java/m/BTest.java: it_is_too_long has 14 characters, of 11");
    }

    private List<String> sharedTypeNames(Set<String> exceptions) {
        return new UniqueNames("types", exceptions)
                .problems(DeclaredType.inMainSources(root), DeclaredType::name, DeclaredType::place);
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
