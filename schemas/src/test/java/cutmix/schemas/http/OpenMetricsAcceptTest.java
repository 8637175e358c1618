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
            })
    void every_spelling_of_openmetrics_becomes_the_known_one(String accept) {
        assertThat(OpenMetricsAccept.known(accept)).contains(OpenMetricsAccept.KNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*/*",
                "text/plain",
                "application/json",
                "application/openmetrics-text; version=0.0.1",
                "application/openmetrics-text; version=1.0.0; charset=iso-8859-1",
                "application/openmetrics-text; version=1.0.0; q=0",
                "application/openmetrics-text;version=1.0.0;q=0.6,text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
            })
    void any_other_header_stays_as_it_is(String accept) {
        assertThat(OpenMetricsAccept.known(accept)).isEmpty();
    }

    @Test
    void a_request_without_the_header_stays_as_it_is() {
        assertThat(OpenMetricsAccept.known(null)).isEmpty();
    }
}
