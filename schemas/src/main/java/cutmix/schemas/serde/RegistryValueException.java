package cutmix.schemas.serde;

import org.apache.kafka.common.errors.SerializationException;

/** A value was written through a schema registry, but this process has none. The value may be sound. */
public final class RegistryValueException extends SerializationException {

    private static final long serialVersionUID = 1L;

    RegistryValueException(int bytes) {
        super("a value of " + bytes
                + " bytes begins with the id of a schema: it was written through a schema registry; set"
                + " CUTMIX_REGISTRY_URL");
    }
}
