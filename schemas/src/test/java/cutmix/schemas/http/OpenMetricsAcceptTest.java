package cutmix.schemas.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenMetricsAcceptTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/openmetrics-text; version=1.0.0",
                "application/openmetrics-text;version=1.0.0",
                "application/openmetrics-text",
                "Application/OpenMetrics-Text; Version=\"1.0.0\"; charset=UTF-8",
                "application/openmetrics-text; version=1.0.0; charset=utf-8",
                "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5",
                "application/openmetrics-text; version=0.0.1, application/openmetrics-text; version=1.0.0; q=0.7",
                "application/openmetrics-text;version=1.0.0;q=0.6,text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
                "text/plain;q=0.5,*/*",
                "application/*, text/*;q=0.9",
                "text/plain;q=0, */*",
            })
    void openmetrics_with_the_greater_quality_is_spelled_as_the_endpoint_knows_it(String accept) {
        assertThat(OpenMetricsAccept.preferred(accept)).contains(OpenMetricsAccept.OPEN_METRICS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "text/plain; version=0.0.4",
                "text/plain;q=0.2, application/openmetrics-text;version=1.0.0;q=0.1",
                "text/plain, application/openmetrics-text; q=0.999",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                "application/openmetrics-text;q=0, */*",
                "text/plain; q=many, application/openmetrics-text; q=0.9",
            })
    void plain_text_with_the_greater_quality_is_asked_for_alone(String accept) {
        assertThat(OpenMetricsAccept.preferred(accept)).contains(OpenMetricsAccept.PLAIN_TEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*/*",
                "application/json",
                "text/plain, application/openmetrics-text",
                "text/plain; version=1.0.0",
                "application/openmetrics-text; version=0.0.1",
                "application/openmetrics-text; version=1.0.0; charset=iso-8859-1",
                "application/openmetrics-text; version=1.0.0; q=0",
            })
    void a_header_that_prefers_neither_stays_as_it_is(String accept) {
        assertThat(OpenMetricsAccept.preferred(accept)).isEmpty();
    }

    @Test
    void a_request_without_the_header_stays_as_it_is() {
        assertThat(OpenMetricsAccept.preferred(null)).isEmpty();
    }
}
