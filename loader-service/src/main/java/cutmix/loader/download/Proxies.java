package cutmix.loader.download;

import cutmix.schemas.failure.UserException;
import cutmix.schemas.http.HttpAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Selects the proxy for each URL. The JVM's own settings ({@code https.proxyHost} and so on) come first, then the
 * common environment variables: {@code HTTPS_PROXY} or {@code HTTP_PROXY} according to the URL's scheme, then
 * {@code ALL_PROXY}, except for the hosts in {@code NO_PROXY} ({@link ExemptHosts}). A lower-case variable takes
 * precedence over the upper-case one.
 */
public final class Proxies extends ProxySelector {

    private static final String TUNNEL_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

    private final Map<String, String> environment;
    private final ProxySelector jvm;

    private Proxies(Map<String, String> environment, ProxySelector jvm) {
        this.environment = environment;
        this.jvm = jvm;
    }

    /**
     * Reads the proxies of this process. Must be called before the first use of the JDK's HTTP client, which reads only
     * once whether it may send a user and password to a proxy for {@code https}.
     *
     * @param environment the variables
     * @throws UserException if a variable does not name an HTTP proxy
     */
    public static Proxies of(Map<String, String> environment) {
        Proxies proxies = new Proxies(environment, ProxySelector.getDefault());
        boolean authorized = Stream.of("http", "https")
                .map(proxies::named)
                .flatMap(Optional::stream)
                .anyMatch(proxy -> proxy.authorization().isPresent());
        // By default, the JDK disables Basic authentication here, but most proxies offer nothing else.
        if (authorized && System.getProperty(TUNNEL_SCHEMES) == null) {
            System.setProperty(TUNNEL_SCHEMES, "");
        }
        return proxies;
    }

    @Override
    public List<Proxy> select(URI target) {
        if (isOfJvm(target)) {
            return jvm.select(target);
        }
        return List.of(fromEnvironment(target)
                .map(proxy -> new Proxy(
                        Proxy.Type.HTTP,
                        InetSocketAddress.createUnresolved(
                                proxy.uri().getHost().replaceAll("[\\[\\]]", ""), proxy.port())))
                .orElse(Proxy.NO_PROXY));
    }

    @Override
    public void connectFailed(URI target, SocketAddress proxy, IOException failure) {
        jvm.connectFailed(target, proxy, failure);
    }

    /** Returns the value of the {@code Proxy-Authorization} header for a URL. */
    Optional<String> authorization(URI target) {
        return isOfJvm(target) ? Optional.empty() : fromEnvironment(target).flatMap(HttpAddress::authorization);
    }

    /** Returns the proxy for a URL, for messages; empty if there is none. */
    Optional<String> describe(URI target) {
        return select(target).stream()
                .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
                .map(proxy -> (InetSocketAddress) proxy.address())
                .map(address -> address.getHostString() + ":" + address.getPort())
                .findFirst();
    }

    private boolean isOfJvm(URI target) {
        return System.getProperty(target.getScheme() + ".proxyHost") != null
                || jvm.select(target).stream().anyMatch(proxy -> proxy.type() != Proxy.Type.DIRECT);
    }

    private Optional<HttpAddress> fromEnvironment(URI target) {
        ExemptHosts exempt = new ExemptHosts(variable("no_proxy").orElse(""));
        int port = HttpAddress.parse(target.toString()).orElseThrow().port();
        return exempt.include(target, port) ? Optional.empty() : named(target.getScheme());
    }

    private Optional<HttpAddress> named(String scheme) {
        return named(scheme + "_proxy", variable(scheme + "_proxy"))
                .or(() -> named("all_proxy", variable("all_proxy")));
    }

    private static Optional<HttpAddress> named(String name, Optional<String> value) {
        return value.map(given -> HttpAddress.parse(given.contains("://") ? given : "http://" + given)
                .filter(proxy -> proxy.uri().getScheme().equals("http"))
                .orElseThrow(() -> new UserException(upper(name) + " '" + HttpAddress.withoutUser(given)
                        + "' is not the URL of an HTTP proxy: give one like http://proxy.example:3128")));
    }

    private Optional<String> variable(String name) {
        return Stream.of(name, upper(name))
                .map(environment::get)
                .filter(value -> value != null && !value.isBlank())
                .map(String::strip)
                .findFirst();
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT);
    }
}
