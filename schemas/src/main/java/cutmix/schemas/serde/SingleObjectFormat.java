package cutmix.schemas.serde;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** Avro's single-object encoding. */
record SingleObjectFormat() implements RecordFormat {

    @Override
    public <T extends SpecificRecord> Serializer<T> serializer(Class<T> type) {
        return new AvroSerializer<>(type);
    }

    @Override
    public <T extends SpecificRecord> Deserializer<T> deserializer(Class<T> type) {
        return new AvroDeserializer<>(type);
    }
}
