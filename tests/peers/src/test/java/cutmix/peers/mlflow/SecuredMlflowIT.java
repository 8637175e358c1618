package cutmix.peers.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.peers.PythonEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The newest server with users and a self-signed certificate. */
class SecuredMlflowIT {

    private static final String PASSWORD = "correct-password";
    private static final String BACKLOG =
            """
            {"experiment": "secured", "runs": [{
              "run": {"name": "r", "id": "id", "started": 1700000000000, "launched": true, "parameters": {}, "tags": {}},
              "firstEpoch": null, "epochs": [], "status": "KILLED", "ended": 1700000060000, "artifacts": ["%s"]}]}
            """;
    private static final String CERTIFICATE =
            """
            import datetime, ipaddress
            from cryptography import x509
            from cryptography.hazmat.primitives import hashes, serialization
            from cryptography.hazmat.primitives.asymmetric import ec
            key = ec.generate_private_key(ec.SECP256R1())
            name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "mlflow")])
            now = datetime.datetime.now(datetime.timezone.utc)
            cert = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
                    .serial_number(1).not_valid_before(now - datetime.timedelta(days=1))
                    .not_valid_after(now + datetime.timedelta(days=2))
                    .add_extension(x509.SubjectAlternativeName(
                        [x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
                    .sign(key, hashes.SHA256()))
            open("cert.pem", "wb").write(cert.public_bytes(serialization.Encoding.PEM))
            open("key.pem", "wb").write(key.private_bytes(serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
            """;

    @TempDir
    Path folder;

    @Test
    void the_variables_of_mlflow_say_who_asks_and_which_server_is_trusted() throws Exception {
        // Given
        PythonEnvironment python = MlflowInstallation.NEWEST.environment();
        Process made = new ProcessBuilder(python.python().toString(), "-c", CERTIFICATE)
                .directory(folder.toFile())
                .inheritIO()
                .start();
        assertThat(made.waitFor()).isZero();
        Files.writeString(folder.resolve("file.txt"), "logged");
        try (MlflowProcess server = MlflowProcess.start(
                python,
                folder,
                List.of("--app-name", "basic-auth", "--uvicorn-opts", "--ssl-keyfile key.pem --ssl-certfile cert.pem"),
                Map.of("MLFLOW_FLASK_SERVER_SECRET_KEY", "secret", "MLFLOW_AUTH_ADMIN_PASSWORD", PASSWORD))) {
            // When, Then: no user, an unknown user, an unknown certificate
            assertThat(log(server, certificate(Map.of()))).contains("set MLFLOW_TRACKING_TOKEN");
            assertThat(log(server, certificate(user("wrong-password"))))
                    .contains("refuses the user and password, or the token (HTTP 401): correct");
            assertThat(log(server, user(PASSWORD))).contains(" is not trusted (", "MLFLOW_TRACKING_SERVER_CERT_PATH");
            // And: the credentials file of MLflow's clients, without a certificate check
            Files.createDirectories(folder.resolve(".mlflow"));
            Files.writeString(
                    folder.resolve(".mlflow/credentials"),
                    "[mlflow]\nmlflow_tracking_username = admin\nmlflow_tracking_password = " + PASSWORD + "\n");
            assertThat(log(server, Map.of("HOME", folder.toString(), "MLFLOW_TRACKING_INSECURE_TLS", "true")))
                    .endsWith("Everything is logged\n");
            assertThat(log(server, certificate(user(PASSWORD)))).endsWith("Everything is logged\n");
            try (var files = Files.walk(folder.resolve("artifacts"))) {
                assertThat(files.filter(Files::isRegularFile)).singleElement().satisfies(file -> assertThat(file)
                        .hasFileName("file.txt")
                        .hasContent("logged"));
            }
        }
    }

    private String log(MlflowProcess server, Map<String, String> variables) throws Exception {
        Path backlog = Files.writeString(
                folder.resolve("backlog.json"),
                BACKLOG.replace("%s", folder.resolve("file.txt").toString()));
        Map<String, String> all = new HashMap<>(variables);
        all.put("MLFLOW_TRACKING_URI", "https://127.0.0.1:" + server.port());
        try (Cutmix command = Cutmix.start(folder, all, "mlflow", "--from", backlog.toString())) {
            command.exitCode();
            return command.said();
        }
    }

    private Map<String, String> certificate(Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(more);
        variables.put(
                "MLFLOW_TRACKING_SERVER_CERT_PATH", folder.resolve("cert.pem").toString());
        return variables;
    }

    private static Map<String, String> user(String password) {
        return Map.of("MLFLOW_TRACKING_USERNAME", "admin", "MLFLOW_TRACKING_PASSWORD", password);
    }
}
