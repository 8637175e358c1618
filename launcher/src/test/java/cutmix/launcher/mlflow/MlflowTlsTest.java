package cutmix.launcher.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import cutmix.launcher.fixture.KeyStores;
import cutmix.launcher.mlflow.server.MlflowServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server with a self-signed certificate. Its answers show that it received the request. */
class MlflowTlsTest {

    private static final String PASSWORD = "changeit";
    private static final String ANSWERED = "is not an MLflow server (HTTP 404)";

    private HttpsServer server;

    @TempDir
    Path folder;

    private KeyStores keys() {
        return new KeyStores(folder, PASSWORD);
    }

    private void serve(Path keys) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.start();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    @Test
    void a_certificate_that_nobody_knows_is_refused_with_what_to_set() throws Exception {
        serve(keys().keyStore("mlflow"));
        assertThat(said(Map.of()))
                .contains(" is not trusted (", "set MLFLOW_TRACKING_SERVER_CERT_PATH to a file with its certificate")
                .doesNotContain(ANSWERED);
    }

    @Test
    void a_certificate_in_the_named_file_is_trusted() throws Exception {
        serve(keys().keyStore("mlflow"));
        assertThat(said(trusting("mlflow"))).contains(ANSWERED);
    }

    @Test
    void any_certificate_is_trusted_where_none_is_checked() throws Exception {
        serve(keys().expired("mlflow"));
        assertThat(said(Map.of("MLFLOW_TRACKING_INSECURE_TLS", "true"))).contains(ANSWERED);
    }

    @Test
    void a_certificate_of_another_server_is_refused() throws Exception {
        // Given
        serve(keys().keyStore("mlflow"));
        keys().keyStore("other");
        // When, Then
        assertThat(said(trusting("other"))).contains(" is not trusted (");
    }

    @Test
    void a_certificate_that_has_expired_is_refused_also_where_it_is_in_the_named_file() throws Exception {
        serve(keys().expired("mlflow"));
        assertThat(said(trusting("mlflow")))
                .contains(" has a certificate that has expired, or is signed by one (", "2021): renew it")
                .doesNotContain(ANSWERED);
    }

    @Test
    void a_certificate_is_refused_where_that_of_its_authority_has_expired() throws Exception {
        serve(keys().ofExpiredAuthority("mlflow"));
        assertThat(said(trusting("mlflow")))
                .contains(" has a certificate that has expired, or is signed by one (", "2021): renew it")
                .doesNotContain(ANSWERED);
    }

    @Test
    void a_certificate_for_another_name_is_refused_with_what_to_change() throws Exception {
        serve(keys().ofHost("mlflow", "mlflow.invalid"));
        assertThat(said(trusting("mlflow")))
                .contains(" has a certificate for other names (", "): use a name that the certificate has")
                .doesNotContain("MLFLOW_TRACKING_SERVER_CERT_PATH", ANSWERED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void a_server_without_tls_is_to_be_asked_by_http(String insecure) throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread serving = new Thread(() -> {
                try (Socket client = plain.accept()) {
                    client.getOutputStream()
                            .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    client.getInputStream().readAllBytes();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            serving.start();
            String address = "localhost:" + plain.getLocalPort();
            assertThat(said("https://" + address + "/a", Map.of("MLFLOW_TRACKING_INSECURE_TLS", insecure)))
                    .isEqualTo("MLflow at https://" + address + "/a answers without TLS: use http://" + address + "/a");
            serving.join();
        }
    }

    @Test
    void a_server_with_tls_is_to_be_asked_by_https_at_once() throws Exception {
        serve(keys().keyStore("mlflow"));
        String address = "localhost:" + server.getAddress().getPort();
        assertThat(said("http://" + address, Map.of()))
                .isEqualTo("MLflow at http://" + address + " requires TLS: use https://" + address);
    }

    private Map<String, String> trusting(String name) {
        return Map.of(
                "MLFLOW_TRACKING_SERVER_CERT_PATH",
                folder.resolve(name + ".pem").toString());
    }

    private String said(Map<String, String> environment) throws InterruptedException {
        return said("https://localhost:" + server.getAddress().getPort(), environment);
    }

    private static String said(String uri, Map<String, String> environment) throws InterruptedException {
        MlflowLog log = new MlflowLog(MlflowServer.of(uri, environment), "cutmix", line -> {});
        assertThat(log.finish(Duration.ofMinutes(1))).isFalse();
        return log.complaint().orElseThrow();
    }
}
