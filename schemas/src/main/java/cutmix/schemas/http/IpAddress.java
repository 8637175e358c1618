package cutmix.schemas.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parses IP addresses. */
public final class IpAddress {

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private IpAddress() {}

    /**
     * Parses an address; IPv6 addresses may have brackets, as in a URL. Empty for a host name, which is not resolved.
     */
    public static Optional<InetAddress> parse(String text) {
        String literal = text.replaceFirst("^\\[(.*)]$", "$1");
        if (!IPV4.matcher(literal).matches() && literal.indexOf(':') < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(literal));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
