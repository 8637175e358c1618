package cutmix.schemas.serde;

import cutmix.schemas.failure.UserException;
import io.apicurio.registry.resolver.SchemaResolver;
import io.apicurio.registry.resolver.client.RegistryClientFacade;
import io.apicurio.registry.resolver.client.RegistryClientFacadeFactory;
import io.apicurio.registry.resolver.config.SchemaResolverConfig;
import io.apicurio.registry.resolver.strategy.ArtifactReference;
import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.apicurio.registry.serde.avro.AvroSerdeConfig;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * The frame of Confluent's serializers, with an Apicurio registry: a zero byte, the schema's id in four bytes, and the
 * binary body. The first record of a topic registers the schema of its values as artifact {@code TOPIC-value}.
 */
final class RegistryFormat implements RecordFormat {

    private final Map<String, Object> config;
    private final Registry registry;
    private final RegistryClientFacade client;

    /** @throws UserException if the registry's address is invalid */
    RegistryFormat(Map<String, Object> clientConfig) {
        config = new HashMap<>(clientConfig);
        config.put(SchemaResolverConfig.HTTP_ADAPTER, "JDK");
        config.put(SchemaResolverConfig.AUTO_REGISTER_ARTIFACT, true);
        // One schema that includes its nested records, as clients of the Confluent API expect, not one schema for each
        // record.
        config.put(SchemaResolverConfig.DEREFERENCE_SCHEMA, true);
        config.put(AvroSerdeConfig.AVRO_DATUM_PROVIDER, RecordDatumProvider.class);
        registry = new Registry(String.valueOf(clientConfig.get(REGISTRY_URL)));
        client = registry.call(() -> RegistryClientFacadeFactory.create(new SchemaResolverConfig(config)));
    }

    @Override
    public <T extends SpecificRecord> Serializer<T> serializer(Class<T> type) {
        AvroKafkaSerializer<T> serializer = new AvroKafkaSerializer<>(client);
        serializer.configure(config(type), false);
        return new RegistrySerializer<>(registry, serializer);
    }

    @Override
    public <T extends SpecificRecord> Deserializer<T> deserializer(Class<T> type) {
        AvroKafkaDeserializer<T> deserializer = new AvroKafkaDeserializer<>(client);
        deserializer.configure(config(type), false);
        // Only Apicurio's resolver is used. Its deserializer would allocate as much memory as a length in a value asks
        // for.
        SchemaResolver<Schema, T> schemas = deserializer.getSchemaResolver();
        return new RegistryDeserializer<>(registry, type, id -> schemas.resolveSchemaByArtifactReference(
                        ArtifactReference.builder().contentId((long) id).build())
                .getParsedSchema()
                .getParsedSchema());
    }

    private Map<String, Object> config(Class<?> type) {
        Map<String, Object> typed = new HashMap<>(config);
        typed.put(RecordDatumProvider.RECORD_TYPE, type);
        return typed;
    }
}
