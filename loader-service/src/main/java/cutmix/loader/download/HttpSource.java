package cutmix.loader.download;

import cutmix.schemas.failure.Causes;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.http.HttpFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Requests a remote file from its server, through the proxies, with a limit on each wait. */
final class HttpSource {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(15);
    private static final int MOST_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final RemoteFile remote;
    private final Proxies proxies;
    private final Duration silence;
    private final HttpClient client;

    HttpSource(RemoteFile remote, Proxies proxies, Duration silence) {
        this.remote = remote;
        this.proxies = proxies;
        this.silence = silence;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(silence.compareTo(CONNECT_LIMIT) < 0 ? silence : CONNECT_LIMIT)
                .proxy(proxies)
                .build();
    }

    /** The response of a server, and its body. */
    record Answer(HttpResponse<?> response, TimedBody body) implements AutoCloseable {

        @Override
        public void close() {
            body.close();
        }
    }

    /**
     * Requests the file from a position on. Follows redirects, except from {@code https} to {@code http}.
     *
     * @throws UserException if another attempt would fail, too
     */
    Answer ask(long from) throws RetriableTransferException, InterruptedException {
        URI target = remote.address().uri();
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            Answer answer = ask(target, from);
            if (!REDIRECTS.contains(answer.response().statusCode())) {
                return answer;
            }
            answer.close();
            target = redirected(target, answer.response());
        }
        throw new UserException(
                remote.address() + " redirects more than " + MOST_REDIRECTS + " times: " + Download.ELSEWHERE);
    }

    private URI redirected(URI from, HttpResponse<?> response) {
        String location = response.headers().firstValue("Location").orElse("");
        URI target;
        try {
            target = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new UserException(from + " redirects to no URL: " + Download.ELSEWHERE, e);
        }
        boolean isHttps = "https".equalsIgnoreCase(target.getScheme());
        boolean isHttp = "http".equalsIgnoreCase(target.getScheme());
        if (target.getHost() == null || !isHttps && (!isHttp || from.getScheme().equals("https"))) {
            throw new UserException(
                    from + " redirects to " + target + ", which is not followed: " + Download.ELSEWHERE);
        }
        return target;
    }

    private Answer ask(URI target, long from) throws RetriableTransferException, InterruptedException {
        CompletableFuture<HttpResponse<Flow.Publisher<List<ByteBuffer>>>> pending =
                client.sendAsync(request(target, from), HttpResponse.BodyHandlers.ofPublisher());
        try {
            HttpResponse<Flow.Publisher<List<ByteBuffer>>> response =
                    pending.get(silence.toNanos(), TimeUnit.NANOSECONDS);
            return new Answer(response, new TimedBody(response.body(), silence));
        } catch (TimeoutException e) {
            pending.cancel(true);
            throw RetriableTransferException.silent(silence);
        } catch (InterruptedException e) {
            pending.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            throw failure(target, e.getCause());
        }
    }

    private HttpRequest request(URI target, long from) {
        HttpRequest.Builder request = HttpRequest.newBuilder(target);
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
        }
        if (remote.address().isOriginOf(target)) {
            remote.address().authorization().ifPresent(value -> request.header("Authorization", value));
        }
        proxies.authorization(target).ifPresent(value -> request.header("Proxy-Authorization", value));
        return request.build();
    }

    private RetriableTransferException failure(URI target, Throwable cause) {
        if (!(cause instanceof IOException failure)) {
            throw new IllegalStateException("The HTTP client failed at " + target, cause);
        }
        if (Causes.first(failure, CertificateException.class).isPresent()) {
            throw new UserException(
                    target + " has a certificate that this JVM does not trust (" + HttpFailure.reason(failure)
                            + "): name a trust store with JAVA_TOOL_OPTIONS=-Djavax.net.ssl.trustStore=FILE, or "
                            + Download.ELSEWHERE,
                    failure);
        }
        String way = proxies.describe(target)
                .map(proxy -> " by way of the proxy " + proxy)
                .orElse("");
        return new RetriableTransferException(HttpFailure.reason(failure) + way, failure);
    }
}
