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

    private static final String LOCAL = "dns:localhost,ip:127.0.0.1";
    private static final List<String> NOW = List.of("-validity", "2");
    private static final List<String> LONG_AGO = List.of("-startdate", "2020/01/01", "-validity", "366");

    /** A new key, and its certificate for localhost. */
    Path keyStore(String name) throws IOException, InterruptedException {
        return selfSigned(name, LOCAL, NOW);
    }

    /** A new key, and its certificate for localhost, which has expired. */
    Path expired(String name) throws IOException, InterruptedException {
        return selfSigned(name, LOCAL, LONG_AGO);
    }

    /** A new key, and its certificate for a host. */
    Path ofHost(String name, String host) throws IOException, InterruptedException {
        return selfSigned(name, "dns:" + host, NOW);
    }

    /** A new key, and its certificate for localhost, signed by an authority whose certificate has expired and is exported. */
    Path ofExpiredAuthority(String name) throws IOException, InterruptedException {
        generate(name, "authority", "bc:c", LONG_AGO);
        export(name, "authority");
        List<String> signed = new ArrayList<>(NOW);
        signed.addAll(List.of("-signer", "authority"));
        generate(name, name, "SAN=" + LOCAL, signed);
        keytool(name, "-delete", "-alias", "authority");
        return file(name);
    }

    private Path selfSigned(String name, String names, List<String> dates) throws IOException, InterruptedException {
        generate(name, name, "SAN=" + names, dates);
        export(name, name);
        return file(name);
    }

    private void generate(String store, String alias, String extension, List<String> more)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(
                List.of("-genkeypair", "-alias", alias, "-keyalg", "EC", "-dname", "CN=" + alias, "-ext", extension));
        arguments.addAll(more);
        keytool(store, arguments.toArray(String[]::new));
    }

    private void export(String store, String alias) throws IOException, InterruptedException {
        keytool(
                store,
                "-exportcert",
                "-rfc",
                "-alias",
                alias,
                "-file",
                certificate(store).toString());
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
