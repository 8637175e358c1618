package cutmix.loader.download;

import cutmix.schemas.http.IpAddress;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hosts that need no proxy, parsed as curl and Go parse {@code NO_PROXY}. The entries are separated by commas. Each
 * is a host name (which includes its subdomains, with or without a leading dot), an address or a network such as
 * {@code 10.0.0.0/8}, each with an optional port, or {@code *} for all hosts.
 */
final class ExemptHosts {

    private static final Pattern ENTRY = Pattern.compile("(\\[[^]]+]|[^:]+|[^:]*:[^:]*:.*)(?::(\\d+))?");

    private final List<String> entries;

    /** @param value the value of the variable */
    ExemptHosts(String value) {
        entries = Arrays.stream(value.split("[,\\s]+"))
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    /** @param port the port of the target, even if its URL names none */
    boolean include(URI target, int port) {
        String host = plain(target.getHost());
        return entries.stream().anyMatch(entry -> includes(entry, host, port));
    }

    private static boolean includes(String entry, String host, int port) {
        if (entry.equals("*")) {
            return true;
        }
        Matcher parts = ENTRY.matcher(entry);
        if (!parts.matches() || parts.group(2) != null && !parts.group(2).equals(String.valueOf(port))) {
            return false;
        }
        String exempt = plain(parts.group(1));
        int slash = exempt.indexOf('/');
        Optional<InetAddress> address = IpAddress.parse(host);
        if (address.isPresent()) {
            return slash < 0
                    ? address.equals(IpAddress.parse(exempt))
                    : isWithin(address.get(), exempt.substring(0, slash), exempt.substring(slash + 1));
        }
        String domain = exempt.replaceFirst("^\\*?\\.", "");
        return host.equals(domain) || host.endsWith("." + domain);
    }

    private static String plain(String host) {
        return host.toLowerCase(Locale.ROOT).replaceAll("^\\[|]$|\\.$", "");
    }

    private static boolean isWithin(InetAddress address, String network, String prefix) {
        byte[] bytes = address.getAddress();
        Optional<byte[]> base = IpAddress.parse(network).map(InetAddress::getAddress);
        if (base.isEmpty() || base.get().length != bytes.length || !prefix.matches("\\d{1,3}")) {
            return false;
        }
        int rest = Math.max(0, 8 * bytes.length - Integer.parseInt(prefix));
        return new BigInteger(1, bytes).shiftRight(rest).equals(new BigInteger(1, base.get()).shiftRight(rest));
    }
}
