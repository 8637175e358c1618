package cutmix.launcher.mlflow.tracking;

import cutmix.schemas.failure.UserException;
import cutmix.schemas.file.FileFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Determines which servers are trusted.
 *
 * @param context TLS context; empty for Java's default
 */
public record ServerTrust(Optional<SSLContext> context) {

    /** Trusts the servers that Java trusts. */
    public static final ServerTrust SYSTEM = new ServerTrust(Optional.empty());

    /** Trusts all servers, for {@code MLFLOW_TRACKING_INSECURE_TLS}. */
    public static ServerTrust anyServer() {
        try {
            return of(new TrustManager[] {new Trusting()});
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // Every Java platform provides TLS.
        }
    }

    /**
     * Trusts servers whose certificate, or its issuer, is in a file.
     *
     * @param variable variable that names the file, for the message
     * @param file file with certificates in PEM
     * @throws UserException if the file is unreadable or contains no certificate
     */
    static ServerTrust of(String variable, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new CertificateException("it is empty");
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("server-" + store.size(), certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            return of(dated(trust.getTrustManagers()));
        } catch (IOException e) {
            throw unusable(variable, file, FileFailure.of(e).cause(), e);
        } catch (GeneralSecurityException e) {
            throw unusable(variable, file, "it holds no certificate in PEM", e);
        }
    }

    private static TrustManager[] dated(TrustManager... managers) {
        return Arrays.stream(managers)
                .map(manager -> manager instanceof X509ExtendedTrustManager extended
                        ? new ValidityTrustManager(extended)
                        : manager)
                .toArray(TrustManager[]::new);
    }

    private static UserException unusable(String variable, Path file, String cause, Exception e) {
        return new UserException(
                variable + " " + file + " cannot be used (" + cause
                        + "): name a file with the certificate of the server, or of the authority that signed it, in PEM",
                e);
    }

    private static ServerTrust of(TrustManager... managers) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers, null);
        return new ServerTrust(Optional.of(context));
    }

    /** Extends this class because Java adds a host name check to other trust managers. */
    private static final class Trusting extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
