package cutmix.schemas.serde;

import cutmix.schemas.failure.UserException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;

/** Serializes framed values. Describes failures of the registry to the user. */
record RegistrySerializer<T extends SpecificRecord>(Registry registry, Serializer<T> serializer)
        implements Serializer<T> {

    /** @throws UserException if the registry does not answer, or refuses the schema */
    @Override
    public byte[] serialize(String topic, T value) {
        return registry.call(() -> serializer.serialize(topic, value));
    }
}
