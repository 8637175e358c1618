package cutmix.broker;

/**
 * A further listener of a broker, for clients that connect through a proxy. The broker advertises the proxy's port, so
 * these clients never bypass it.
 *
 * @param name unique name, in capitals
 * @param port port of the loopback interface on which the broker listens
 * @param proxyPort advertised port of the loopback interface
 */
public record ProxiedListener(String name, int port, int proxyPort) {}
