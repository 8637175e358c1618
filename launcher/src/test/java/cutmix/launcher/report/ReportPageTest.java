package cutmix.launcher.report;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.launcher.plan.ReproductionSteps;
import cutmix.launcher.plan.RunPlan;
import cutmix.launcher.plan.RunPlans;
import cutmix.schemas.EpochMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReportPageTest {

    private static final String EVIL = "<script>alert('x')</script>\"&";

    @Test
    void shows_results_pictures_configuration_and_command() throws IOException {
        // When
        String html = page("r", "sample", figure("Curves", "two lines")).html();

        // Then
        assertThat(html)
                .contains("<title>Run r · CutMix over Kafka</title>")
                .contains("With CutMix <strong>90.00%</strong>")
                .contains("<th scope=\"row\">With CutMix</th><td>90.00%</td><td>0.5000</td><td>15.0</td><td>1.5%</td>")
                .contains("<td>cutmix.zip</td>")
                .contains("<h2>Curves</h2>", "alt=\"two lines\"", "src=\"data:light\"", "srcset=\"data:dark\"")
                .contains("cat → dog 43, dog → cat 7")
                .contains("<dt>batch size</dt><dd>32</dd>")
                .contains("<pre><code>./cutmix run --dataset sample --epochs 2 ")
                .contains("<th scope=\"row\">cutmix</th><td>1</td><td>1.5000</td><td>50.00%</td>");
    }

    @Test
    void what_comes_from_data_is_escaped() throws IOException {
        // When
        String html = page("r", EVIL, figure(EVIL, EVIL)).html();

        // Then
        assertThat(html).doesNotContain("<script", "alert('x')").contains("&lt;script&gt;");
    }

    @Test
    void needs_no_other_file_and_no_network() throws IOException {
        // When
        String html = page("r", "sample", figure("Curves", "two lines")).html();

        // Then
        assertThat(Pattern.compile("(?:src|srcset|href)=\"([^\"]*)\"")
                        .matcher(html)
                        .results())
                .isNotEmpty()
                .extracting((MatchResult result) -> result.group(1))
                .allMatch(address -> address.startsWith("data:"));
        assertThat(html).doesNotContain("http:", "https:", "url(", "@import");
    }

    @Test
    void a_page_without_pictures_has_the_rest() throws IOException {
        assertThat(page("r", "sample").html()).doesNotContain("<figure").contains("With CutMix", "./cutmix run");
    }

    private static EmbeddedPicture figure(String title, String alt) {
        return EmbeddedPicture.builder()
                .title(title)
                .light("data:light")
                .dark("data:dark")
                .alt(alt)
                .width(10)
                .height(10)
                .caption("cat → dog 43, dog → cat 7")
                .build();
    }

    private static ReportPage page(String run, String dataset, EmbeddedPicture... figures) {
        RunPlan plan = new RunPlan(
                run,
                Path.of("out"),
                RunPlans.data().dataset(dataset).trainLimit(100).build(),
                RunPlans.training().paths(List.of("cutmix")).build(),
                RunPlans.processes().augmenters(3).build());
        List<EpochMetrics> epochs = ReportTest.epochs();
        return new ReportPage(
                new ReproductionSteps(plan, Map.of()), RunResult.of(List.of("cutmix"), epochs), List.of(figures));
    }
}
