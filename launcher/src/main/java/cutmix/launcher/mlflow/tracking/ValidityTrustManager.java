package cutmix.launcher.mlflow.tracking;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts a certificate only while it is valid, as OpenSSL does. Java alone ignores the dates of a directly trusted
 * certificate, such as a self-signed one.
 */
final class ValidityTrustManager extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager trust;

    /** @param trust performs all other checks */
    ValidityTrustManager(X509ExtendedTrustManager trust) {
        this.trust = trust;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        trust.checkServerTrusted(chain, type);
        requireDates(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        trust.checkServerTrusted(chain, type, socket);
        requireDates(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        trust.checkServerTrusted(chain, type, engine);
        requireDates(chain);
    }

    /** The chain ends with the first certificate that is trusted or signed by a trusted one. */
    private void requireDates(X509Certificate[] chain) throws CertificateException {
        List<X509Certificate> trusted = Arrays.asList(trust.getAcceptedIssuers());
        for (X509Certificate certificate : chain) {
            List<X509Certificate> ends = trusted.contains(certificate)
                    ? List.of(certificate)
                    : trusted.stream()
                            .filter(issuer -> hasSigned(issuer, certificate))
                            .toList();
            if (!ends.isEmpty()) {
                requireOne(ends);
                return;
            }
        }
    }

    private static boolean hasSigned(X509Certificate issuer, X509Certificate certificate) {
        if (!issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            return false;
        }
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static void requireOne(List<X509Certificate> certificates) throws CertificateException {
        CertificateException invalid = null;
        for (X509Certificate certificate : certificates) {
            try {
                certificate.checkValidity();
                return;
            } catch (CertificateException e) {
                invalid = e;
            }
        }
        throw invalid;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        trust.checkClientTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        trust.checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        trust.checkClientTrusted(chain, type, engine);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return trust.getAcceptedIssuers();
    }
}
