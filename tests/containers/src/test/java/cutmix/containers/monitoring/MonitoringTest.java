package cutmix.containers.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import cutmix.containers.ComposeFile;
import cutmix.containers.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks which services Prometheus scrapes, and which metrics the dashboard queries. */
public class MonitoringTest {

    private static final Path GRAFANA = Path.of("../../deploy/grafana");
    /** Prometheus' own metric: whether a target answered. */
    private static final String UP = "up";

    private final Dashboard dashboard = Dashboard.in(GRAFANA.resolve("dashboards/cutmix.json"));
    private final JsonNode scraping = Yaml.in(Path.of("../../deploy/prometheus/prometheus.yml"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            cutmix_loss                                            | cutmix_loss
            sum by (run, path) (rate(a_total{run="x", b=~"c"}[1m])) | a_total
            sum(a{area="heap"}) / sum without (id) (b > 0)         | a b
            """)
    public void metrics_are_found_in_queries(String query, String metrics) {
        assertThat(Dashboard.metricsIn(query)).containsExactly(metrics.split(" "));
    }

    /** The services' own tests compare these lists with the running services. */
    @Test
    public void the_dashboard_asks_for_the_meters_that_the_services_are_held_to() throws IOException {
        // Given
        Set<String> meters = new HashSet<>(Set.of(UP));
        for (JsonNode job : scraping.get("scrape_configs")) {
            String service = job.get("job_name").asText();
            meters.addAll(Files.readAllLines(Path.of("../..", service, "src/test/resources/dashboard-meters.txt")));
        }
        // Then
        assertThat(dashboard.metrics()).isEqualTo(meters);
    }

    @Test
    public void panels_have_names_and_places_of_their_own() {
        assertThat(dashboard.panels())
                .isNotEmpty()
                .extracting(panel -> panel.get("id").asInt())
                .doesNotHaveDuplicates();
        assertThat(dashboard.panels())
                .extracting(panel -> panel.get("title").asText())
                .doesNotHaveDuplicates();
        assertThat(dashboard.panels())
                .extracting(panel -> panel.at("/gridPos/x") + " " + panel.at("/gridPos/y"))
                .doesNotHaveDuplicates();
    }

    @Test
    public void every_panel_asks_the_data_source_that_is_there() {
        // Given
        JsonNode source = Yaml.in(GRAFANA.resolve("provisioning/datasources/prometheus.yml"))
                .get("datasources")
                .get(0);
        List<JsonNode> asked = new ArrayList<>(dashboard.panels());
        dashboard.targets().forEach(asked::add);
        // Then
        assertThat(asked).allSatisfy(part -> {
            assertThat(part.at("/datasource/uid")).isEqualTo(source.get("uid"));
            assertThat(part.at("/datasource/type")).isEqualTo(source.get("type"));
        });
    }

    @Test
    public void every_service_that_answers_over_http_is_asked() {
        // Given
        List<String> answering = ComposeFile.ofProject().services().entrySet().stream()
                .filter(service -> service.getValue().path("image").asText().startsWith("cutmix/")
                        && service.getValue().has("healthcheck"))
                .map(service -> service.getKey())
                .toList();
        // When
        Set<String> asked = new HashSet<>();
        for (JsonNode job : scraping.get("scrape_configs")) {
            assertThat(job.get("metrics_path").asText()).isEqualTo("/q/metrics");
            for (JsonNode discovery : job.get("dns_sd_configs")) {
                assertThat(discovery.get("port").asInt()).isEqualTo(8080);
                discovery.get("names").forEach(name -> asked.add(name.asText()));
            }
        }
        // Then
        assertThat(answering).isNotEmpty();
        assertThat(asked).containsAll(answering);
    }

    @Test
    public void the_dashboard_is_the_first_that_one_sees_and_nobody_can_change_it() {
        // Given
        JsonNode grafana = ComposeFile.ofProject().services().get("grafana");
        String folder = Yaml.in(GRAFANA.resolve("provisioning/dashboards/cutmix.yml"))
                .at("/providers/0/options/path")
                .asText();
        // Then
        JsonNode environment = grafana.get("environment");
        assertThat(environment.get("GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH").asText())
                .isEqualTo(folder + "/cutmix.json");
        assertThat(grafana.get("volumes").valueStream().map(JsonNode::asText))
                .contains("./deploy/grafana/dashboards:" + folder + ":ro");
        assertThat(environment.get("GF_AUTH_ANONYMOUS_ORG_ROLE").asText()).isEqualTo("Viewer");
        assertThat(environment.get("GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION").asText())
                .isEqualTo("true");
    }
}
