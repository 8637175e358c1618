package cutmix.trainer.page;

import cutmix.schemas.http.IpAddress;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The hosts for which the live page answers. A website can point a name of its own to this machine's address (DNS
 * rebinding), and its scripts could then read the page; but the browser still sends that name in the header {@code
 * Host}.
 */
final class PageHosts {

    private static final String LOCALHOST = "localhost";
    private static final String ANY = "*";

    private final Set<String> names;

    /** @param names names in addition to {@code localhost}, with or without a port; {@code *} allows every name */
    PageHosts(List<String> names) {
        this.names = names.stream()
                .map(name -> name.strip().replaceFirst(":\\d*$", ""))
                .map(PageHosts::plain)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Returns whether the page answers for a host.
     *
     * @param host host of the request, without its port
     * @param local address of this machine that received the request
     */
    boolean include(String host, String local) {
        if (names.contains(ANY)) {
            return true;
        }
        Optional<InetAddress> address = IpAddress.parse(host);
        if (address.isPresent() && (address.get().isLoopbackAddress() || address.equals(IpAddress.parse(local)))) {
            return true;
        }
        String name = plain(host);
        return name.equals(LOCALHOST) || names.contains(name);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    }
}
