package cutmix.broker;

/**
 * A further listener of a broker, for clients that reach it through a proxy: the broker's answers do not lead them past it.
 *
 * @param name in capitals, another for each
 * @param port of the loopback interface that the broker listens on
 * @param proxyPort of the loopback interface that clients are told of
 */
public record ProxiedListener(String name, int port, int proxyPort) {}
