package cutmix.schemas.waiting;

import cutmix.schemas.failure.UserException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * The schema registry that a service needs. Any response means that it is running, unless a server in front of it
 * reports that it is not. Whether the registry accepts this client is checked later, by the registry's client.
 *
 * @param url URL as configured
 * @param timeout how long it may take to answer one request
 * @param maxWait how long the service waits in total, for the message
 */
record RequiredRegistry(String url, Duration timeout, Duration maxWait) implements RequiredService {

    private static final long TICK_MILLIS = 200;

    @Override
    public String name() {
        return "the schema registry at " + url;
    }

    @Override
    public Optional<UserException> missing(Runnable meanwhile) throws InterruptedException {
        HttpRequest request;
        try {
            request = HttpRequest.newBuilder(URI.create(url)).timeout(timeout).build();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // The URL is invalid; the registry's client reports it.
        }
        HttpClient client = HttpClient.newBuilder().connectTimeout(timeout).build();
        try {
            HttpResponse<?> answer = await(client.sendAsync(request, BodyHandlers.discarding()), meanwhile);
            return isThere(answer.statusCode()) ? Optional.empty() : Optional.of(unanswered(null));
        } catch (ExecutionException e) {
            return e.getCause() instanceof IOException failure && !(failure instanceof SSLException)
                    ? Optional.of(unanswered(failure))
                    : Optional.empty();
        }
    }

    private static boolean isThere(int status) {
        return status != HttpURLConnection.HTTP_BAD_GATEWAY
                && status != HttpURLConnection.HTTP_UNAVAILABLE
                && status != HttpURLConnection.HTTP_GATEWAY_TIMEOUT;
    }

    private UserException unanswered(Throwable cause) {
        return new UserException(
                "the schema registry at " + url + " did not answer within " + maxWait.toSeconds()
                        + " s: start it, or set CUTMIX_REGISTRY_URL",
                cause);
    }

    private static <T> T await(CompletableFuture<T> answer, Runnable meanwhile)
            throws InterruptedException, ExecutionException {
        while (true) {
            try {
                return answer.get(TICK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                meanwhile.run();
            }
        }
    }
}
