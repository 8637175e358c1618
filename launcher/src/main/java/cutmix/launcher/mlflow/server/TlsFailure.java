package cutmix.launcher.mlflow.server;

import cutmix.schemas.failure.Causes;
import cutmix.schemas.http.HttpFailure;
import java.io.EOFException;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Describes why TLS failed, and the remedy. */
final class TlsFailure {

    private TlsFailure() {}

    /**
     * Returns a description of the failure.
     *
     * @param address address of the server, with {@code https}
     */
    static IOException of(String address, SSLException failure) {
        String name = "MLflow at " + address;
        String reason = HttpFailure.reason(failure);
        if (reason.contains("nrecognized SSL message")) {
            return refusal(name + " answers without TLS: use " + address.replaceFirst("^https", "http"));
        }
        if (Causes.first(failure, CertificateExpiredException.class).isPresent()) {
            return refusal(
                    name + " has a certificate that has expired, or is signed by one (" + reason + "): renew it");
        }
        if (Causes.first(failure, CertificateNotYetValidException.class).isPresent()) {
            return refusal(name + " has a certificate that is not valid yet, or is signed by one (" + reason
                    + "): correct the clock of this machine, or renew the certificate");
        }
        Optional<CertificateException> distrust = Causes.first(failure, CertificateException.class);
        if (distrust.map(Throwable::getMessage).filter(TlsFailure::isOfNames).isPresent()) {
            return refusal(name + " has a certificate for other names (" + reason
                    + "): use a name that the certificate has, or add this one to it");
        }
        if (distrust.isPresent()) {
            return refusal(name + " is not trusted (" + reason
                    + "): set MLFLOW_TRACKING_SERVER_CERT_PATH to a file with its certificate, or with that of the"
                    + " authority that signed it; MLFLOW_TRACKING_INSECURE_TLS=true disables the check");
        }
        if (Causes.first(failure, EOFException.class).isPresent()) {
            return new IOException(name + " does not answer (" + reason + ")", failure);
        }
        return refusal(name + " refuses the connection by TLS (" + reason
                + "): check whether it requires another version of TLS or client certificates");
    }

    /** The JDK's message for a trusted certificate of another host. */
    private static boolean isOfNames(String message) {
        return message.startsWith("No subject alternative") || message.startsWith("No name matching");
    }

    private static MlflowRefusal refusal(String message) {
        return new MlflowRefusal("", message);
    }
}
