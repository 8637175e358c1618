package cutmix.loader.download;

/** How servers are reached. */
public record Connections(Proxies proxies, RetryPolicy patience) {}
