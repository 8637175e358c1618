package cutmix.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import cutmix.broker.KafkaBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The live page in a real browser. Skipped with a message if there is none. */
class LivePageBrowserIT {

    private static final double PATIENCE = 120_000;
    private static final int CHARTS = 6;
    private static final String CUTMIX = "--cutmix-0";
    private static final String PLAIN = "--plain-0";
    private static final Path PICTURES = Path.of("target/pictures");
    private static final String HOSTILE = "<img src=x onerror=document.title='taken'>";

    @TempDir
    static Path folder;

    private static Chromium chromium;

    private KafkaBroker broker;
    private PageTopics topics;
    private PageServer server;
    private int port;

    @BeforeAll
    static void start_browser() {
        Optional<Path> executable = Chromium.installed();
        if (executable.isEmpty()) {
            System.out.println("Tests of the live page skipped: there is no chromium in /usr/bin");
        }
        assumeTrue(executable.isPresent(), "there is no chromium in /usr/bin");
        chromium = Chromium.start(executable.get());
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    }

    @AfterAll
    static void stop_browser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void start_server() throws Exception {
        broker = KafkaBroker.start(folder.resolve("broker-" + System.nanoTime()));
        topics = new PageTopics(broker.bootstrapServers());
        topics.create();
        port = KafkaBroker.freePort();
        server = PageServer.start(broker.bootstrapServers(), port, folder.resolve("page.log"));
    }

    @AfterEach
    void stop_server() {
        server.close();
        broker.close();
    }

    @Test
    void curves_appear_and_follow_the_topics() {
        try (OpenPage page = open(ColorScheme.LIGHT, 1280)) {
            // Given
            assertThat(page.all("#runs-empty")).hasText("No run yet: ./cutmix run starts one");
            assertThat(page.all(".waiting").first()).hasText("Waiting for the first epoch");

            // When
            topics.describeDataset();
            topics.publishEpoch("r-cutmix", "cutmix", 1);
            topics.publishEpoch("r-plain", "plain", 1);

            // Then
            assertThat(page.all("#runs-rows tr")).hasCount(2);
            assertThat(page.all("#dataset")).containsText("gray: 80 training images");
            for (int chart = 0; chart < CHARTS; chart++) {
                page.awaitColor(chart, CUTMIX);
                page.awaitColor(chart, PLAIN);
            }
            assertThat(page.all("#samples li")).hasCount(12);
            assertThat(page.all("#samples li").first()).containsText("0.75");
            page.page()
                    .waitForFunction(
                            "[...document.querySelectorAll('#samples img')].every(image => image.naturalWidth === 8)");
            assertThat(page.all("#classes-rows tr").nth(1)).containsText("25.0 %");

            // When
            page.all("summary").first().click();
            topics.publishEpoch("r-cutmix", "cutmix", 2);

            // Then
            Locator table = page.all("details").first().locator("tbody tr");
            assertThat(table).hasCount(2);
            assertThat(table.nth(1)).containsText("44.0 %");
            assertThat(page.all("#tile-speed")).containsText("270");
            assertThat(page.all("#status")).hasText("Live");
            assertThat(page.faults()).isEmpty();
        }
    }

    @Test
    void after_a_restart_of_the_server_it_goes_on() throws Exception {
        // Given
        topics.publishEpoch("r-cutmix", "cutmix", 1);
        try (OpenPage page = open(ColorScheme.LIGHT, 1280)) {
            assertThat(page.all("#runs-rows tr")).hasCount(1);

            // When
            server.close();

            // Then
            assertThat(page.all("#status")).containsText("No connection");
            assertThat(page.all("#runs-rows tr")).hasCount(1);

            // When
            topics.publishEpoch("r-plain", "plain", 1);
            server = PageServer.start(broker.bootstrapServers(), port, folder.resolve("page.log"));

            // Then
            assertThat(page.all("#runs-rows tr")).hasCount(2);
            assertThat(page.all("#status")).hasText("Live");
            assertThat(page.faults()).allMatch(fault -> fault.contains("net::ERR_"));
        }
    }

    @Test
    void mixed_images_stay_when_the_server_has_ended() {
        // Given
        topics.describeDataset();
        try (OpenPage page = open(ColorScheme.LIGHT, 1280)) {
            assertThat(page.all("#samples li")).hasCount(12);

            // When: it ends after reports of samples that cannot be loaded any more, and then of none
            server.close();
            assertThat(page.all("#status")).containsText("No connection");
            String draw = "async samples => (await import('/page/samples.js')).drawSamples("
                    + "document.getElementById('samples'), document.getElementById('samples-note'),"
                    + " {inTraining: true, samples})";
            page.page()
                    .evaluate(
                            draw,
                            List.of(Map.of(
                                    "id", "9-9", "mixing", "NONE", "epoch", 1, "position", 1, "labels", List.of())));
            page.page().evaluate(draw, List.of());

            // Then
            assertThat(page.all("#samples li")).hasCount(12);
            page.page()
                    .waitForFunction(
                            "[...document.querySelectorAll('#samples img')].every(image => image.naturalWidth === 8)");
            assertThat(page.all("#samples-note")).containsText("these were the last");
        }
    }

    @Test
    void what_a_topic_says_is_text() {
        // Given
        topics.publishEpoch(HOSTILE, "cutmix", 1);

        // When
        try (OpenPage page = open(ColorScheme.LIGHT, 1280)) {

            // Then
            assertThat(page.all("#runs-rows th")).containsText(HOSTILE);
            page.all("summary").first().click();
            assertThat(page.all("details").first().locator("thead")).containsText(HOSTILE);
            assertThat(page.page()).hasTitle("CutMix over Kafka");
            assertThat(page.faults()).isEmpty();
        }
    }

    @Test
    void the_keyboard_hides_a_run() {
        // Given
        topics.publishEpoch("r-cutmix", "cutmix", 1);
        topics.publishEpoch("r-plain", "plain", 1);
        try (OpenPage page = open(ColorScheme.LIGHT, 1280)) {
            page.awaitColor(0, PLAIN);

            // When: the newest run comes first
            page.all("#runs-rows input").first().focus();
            page.page().keyboard().press("Space");

            // Then
            page.awaitNoColor(0, PLAIN);
            page.awaitColor(0, CUTMIX);
        }
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 390", "DARK, 390"})
    void it_fits_and_everybody_can_use_it(ColorScheme scheme, int width) throws Exception {
        // Given: six runs
        topics.describeDataset();
        for (int run = 1; run <= 3; run++) {
            for (int epoch = 1; epoch <= 2; epoch++) {
                topics.publishEpoch("20260101-12000" + run + "-cutmix", "cutmix", epoch);
                topics.publishEpoch("20260101-12000" + run + "-plain", "plain", epoch);
            }
        }

        // When
        try (OpenPage page = open(scheme, width)) {
            assertThat(page.all("#runs-rows tr")).hasCount(6);
            assertThat(page.all("#samples li")).hasCount(12);
            page.awaitColor(1, PLAIN);
            page.screenshot(PICTURES.resolve(scheme.name().toLowerCase(Locale.ROOT) + "-" + width + ".png"));

            // Then
            assertThat(page.fitsItsWidth()).isTrue();
            assertThat(page.violations().toString()).isEqualTo("[]");
            assertThat(page.faults()).isEmpty();
        }
    }

    private OpenPage open(ColorScheme scheme, int width) {
        return new OpenPage(chromium, "http://127.0.0.1:" + port + "/", scheme, width, PATIENCE);
    }
}
