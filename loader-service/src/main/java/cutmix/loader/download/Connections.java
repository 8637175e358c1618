package cutmix.loader.download;

/** Settings of connections to servers. */
public record Connections(Proxies proxies, RetryPolicy retries) {}
