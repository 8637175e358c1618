package cutmix.schemas.serde;

import com.microsoft.kiota.ApiException;
import cutmix.schemas.failure.UserException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.avro.AvroRuntimeException;

/**
 * The schema registry. Describes its failures to the user.
 *
 * @param url URL of the registry, as configured
 */
record Registry(String url) {

    /**
     * Returns the result of a call of the registry's client.
     *
     * @throws UserException if the registry does not answer or refuses the request
     */
    <T> T call(Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            throw failure(e);
        }
    }

    /** Returns whether the registry answered that the requested artifact does not exist. */
    static boolean isNotFound(RuntimeException failure) {
        return first(ApiException.class, failure)
                .filter(answer -> answer.getResponseStatusCode() == HttpURLConnection.HTTP_NOT_FOUND)
                .isPresent();
    }

    /** Returns whether the registry or the connection to it has failed, as opposed to the request being wrong. */
    boolean hasFailed(RuntimeException failure) {
        // The schema parser also throws exceptions of its own.
        return first(AvroRuntimeException.class, failure).isEmpty()
                && (first(ApiException.class, failure).isPresent()
                        || first(IOException.class, failure).isPresent());
    }

    /** Describes the failure of a client to the user; returns any other failure unchanged. */
    RuntimeException failure(RuntimeException failure) {
        Optional<ApiException> answer = first(ApiException.class, failure);
        if (answer.isPresent()) {
            return new UserException(
                    "the schema registry at " + url + " answered with "
                            + answer.get().getResponseStatusCode() + ": see its log, or set CUTMIX_REGISTRY_URL",
                    failure);
        }
        if (first(IOException.class, failure).isPresent()) {
            return new UserException(
                    "the schema registry at " + url + " did not answer: start it, or set CUTMIX_REGISTRY_URL", failure);
        }
        return failure;
    }

    private static <T extends Throwable> Optional<T> first(Class<T> type, Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }
}
