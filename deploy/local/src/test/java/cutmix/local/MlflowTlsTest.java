package cutmix.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import cutmix.local.mlflow.MlflowLog;
import cutmix.local.mlflow.server.MlflowServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with a certificate that it has signed itself. What it answers shows that it was asked. */
class MlflowTlsTest {

    private static final String PASSWORD = "changeit";
    private static final String ANSWERED = "is no MLflow server (HTTP 404)";

    private HttpsServer server;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws Exception {
        Path keys = new KeyStores(folder, PASSWORD).keyStore("mlflow");
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
        server.stop(0);
    }

    @Test
    void a_certificate_that_nobody_knows_is_refused_with_what_to_set() throws Exception {
        assertThat(said(Map.of()))
                .contains(" is not trusted (", "set MLFLOW_TRACKING_SERVER_CERT_PATH to a file with its certificate")
                .doesNotContain(ANSWERED);
    }

    @Test
    void a_certificate_in_the_named_file_is_trusted() throws Exception {
        assertThat(said(Map.of(
                        "MLFLOW_TRACKING_SERVER_CERT_PATH",
                        folder.resolve("mlflow.pem").toString())))
                .contains(ANSWERED);
    }

    @Test
    void any_certificate_is_trusted_where_none_is_checked() throws Exception {
        assertThat(said(Map.of("MLFLOW_TRACKING_INSECURE_TLS", "true"))).contains(ANSWERED);
    }

    @Test
    void a_certificate_of_another_server_is_refused() throws Exception {
        // Given
        new KeyStores(folder, PASSWORD).keyStore("other");
        // When, Then
        assertThat(said(Map.of(
                        "MLFLOW_TRACKING_SERVER_CERT_PATH",
                        folder.resolve("other.pem").toString())))
                .contains(" is not trusted (");
    }

    private String said(Map<String, String> environment) throws InterruptedException {
        List<String> said = new ArrayList<>();
        String uri = "https://localhost:" + server.getAddress().getPort();
        new MlflowLog(MlflowServer.of(uri, environment), "cutmix", said::add).finish(Duration.ofMinutes(1));
        return String.join("\n", said);
    }
}
