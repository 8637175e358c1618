package cutmix.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Self-signed certificates in PKCS12 files, made with the JDK's keytool.
 *
 * @param password of every file
 */
record KeyStores(Path folder, String password) {

    /** A new key, and its certificate for localhost. */
    Path keyStore(String name) throws IOException, InterruptedException {
        keytool(
                name,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-validity",
                "2");
        keytool(name, "-exportcert", "-rfc", "-file", certificate(name).toString());
        return file(name);
    }

    /** The certificates of these key stores, each to be trusted. */
    Path trustStore(String... names) throws IOException, InterruptedException {
        String trusting = "trusting-" + String.join("-", names);
        for (String name : names) {
            keytool(
                    trusting,
                    "-importcert",
                    "-noprompt",
                    "-alias",
                    name,
                    "-file",
                    certificate(name).toString());
        }
        return file(trusting);
    }

    private Path file(String name) {
        return folder.resolve(name + ".p12");
    }

    private Path certificate(String name) {
        return folder.resolve(name + ".pem");
    }

    private void keytool(String store, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(Arrays.asList(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", file(store).toString(), "-storepass", password));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new AssertionError(String.join(" ", arguments) + ": " + said);
        }
    }
}
