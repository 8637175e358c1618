package cutmix.schemas.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** IP addresses as text. */
public final class IpAddress {

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private IpAddress() {}

    /** The address, with or without the brackets that a URL has around IPv6; empty for a name, which is not looked up. */
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
