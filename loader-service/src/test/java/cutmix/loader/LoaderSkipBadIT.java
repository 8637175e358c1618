package cutmix.loader;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.loader.LoaderProcess.Outcome;
import cutmix.loader.folder.ImageFolders;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.kafka.Topics;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests folders with unreadable images, and names that the locale cannot express. */
class LoaderSkipBadIT extends LoaderFixture {

    private Path images;

    @BeforeEach
    void writeImages() throws IOException {
        images = folder.resolve(topics.prefix() + "images");
        for (int i = 0; i < 40; i++) {
            write("train/" + (i % 3 == 0 ? "cat" : "dog") + "/sub" + i % 4 + "/" + i + ".png", i);
        }
        write("test/cat/a.png", 100);
        write("test/dog/a.png", 101);
    }

    private void write(String file, int red) throws IOException {
        ImageFolders.write(images.resolve(file), new Color(red, 0, 0), 32, 32);
    }

    private Path spoil(String file) throws IOException {
        return Files.writeString(images.resolve(file), "no image");
    }

    private String[] load(String... options) {
        return ("--dataset " + images + " --epochs 2 --partitions " + PARTITIONS + " --image-size 8 "
                        + String.join(" ", options))
                .strip()
                .split(" ");
    }

    @Test
    void images_that_cannot_be_read_are_all_named_and_nothing_is_written() throws Exception {
        // Given
        Path first = spoil("train/cat/sub0/0.png");
        Path second = spoil("train/dog/sub1/5.png");
        Path third = spoil("test/dog/b.png");

        // When
        Outcome outcome = loader.run(load());

        // Then
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("error: " + first + " "),
                        line -> assertThat(line).startsWith("error: " + second + " "),
                        line -> assertThat(line).startsWith("error: " + third + " "),
                        line -> assertThat(line)
                                .isEqualTo("error: 3 of 43 images cannot be read: replace or remove them, or skip them"
                                        + " with --skip-bad"));
        assertThat(admin.listTopics().names().get()).noneMatch(name -> name.startsWith(topics.prefix()));
    }

    @Test
    void the_same_files_give_the_same_dataset_and_that_of_the_folder_without_the_bad_ones() throws Exception {
        // Given
        Topics again = new Topics(topics.prefix() + "again.");
        Topics without = new Topics(topics.prefix() + "without.");
        Path first = spoil("train/cat/sub0/0.png");
        Path second = spoil("train/dog/sub0/1.jpg");

        // When
        Outcome outcome = loader.run(load("--skip-bad", "--train-limit", "30"));
        Outcome nothing = loader.run(load("--skip-bad", "--train-limit", "30"));
        loader(again, Map.of()).run(load("--skip-bad", "--train-limit", "30"));
        Files.delete(first);
        Files.delete(second);
        loader(without, Map.of()).run(load("--train-limit", "30"));

        // Then
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out().get(0))
                .startsWith("Skipped in " + images + " by --skip-bad: 2 of ")
                .endsWith(" images, which cannot be read");
        assertThat(outcome.out().get(1)).startsWith("  " + first + " ");
        assertThat(outcome.out().get(2)).startsWith("  " + second + " ");
        assertThat(nothing.out()).last().asString().startsWith("Nothing left to load of ");
        assertThat(infos())
                .singleElement()
                .extracting(DatasetInfo::getTrainSize)
                .isEqualTo(30);
        for (Topics other : new Topics[] {again, without}) {
            assertThat(read(other.datasetInfo()).as(DatasetInfo.class).get(0)).isEqualTo(infos());
            assertSame(read(other.trainImages()), read(topics.trainImages()));
            assertSame(read(other.testImages()), read(topics.testImages()));
        }
    }

    @Test
    void a_name_that_the_locale_cannot_express_is_named_in_one_line() throws Exception {
        // Given
        write("train/cat/\u00FC.png", 1);

        // When
        Outcome ascii = loader(topics, Map.of("LC_ALL", "C")).run(load("--skip-bad"));
        Outcome utf8 = loader.run(load());

        // Then
        assertThat(ascii.err())
                .containsExactly("error: " + images + "/train/cat/?.png has a name that the locale's character set,"
                        + " ANSI_X3.4-1968, cannot express: set LC_ALL=C.UTF-8");
        assertThat(ascii.exitCode()).isEqualTo(1);
        assertThat(utf8.err()).isEmpty();
        assertThat(utf8.exitCode()).isZero();
    }
}
