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
 * The schema registry, and how its failures are told to the user.
 *
 * @param url as configured
 */
record Registry(String url) {

    /**
     * What a call of the registry's client returns.
     *
     * @throws UserException if the registry does not answer, or refuses
     */
    <T> T call(Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            throw failure(e);
        }
    }

    /** Whether the registry answered that it does not have what it was asked for. */
    static boolean isNotFound(RuntimeException failure) {
        return first(ApiException.class, failure)
                .filter(answer -> answer.getResponseStatusCode() == HttpURLConnection.HTTP_NOT_FOUND)
                .isPresent();
    }

    /** Whether it is the registry, or the way to it, that has failed, rather than what it was asked for. */
    boolean hasFailed(RuntimeException failure) {
        // The parser of schemas, too, has exceptions of its own for what it reads.
        return first(AvroRuntimeException.class, failure).isEmpty()
                && (first(ApiException.class, failure).isPresent()
                        || first(IOException.class, failure).isPresent());
    }

    /** The failure of a client, for the user; anything else as it is. */
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
