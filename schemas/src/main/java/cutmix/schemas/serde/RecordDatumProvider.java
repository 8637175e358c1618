package cutmix.schemas.serde;

import io.apicurio.registry.serde.avro.AvroDatumProvider;
import io.apicurio.registry.serde.avro.AvroSerdeConfig;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Provides writers of one generated record class. Apicurio's own provider computes the schema's fingerprint for every
 * record, and looks the class up by name, which works only if the application's class loader has loaded Avro.
 *
 * <p>Public, with a constructor without parameters, because Apicurio instantiates it by reflection.
 *
 * @param <T> the generated class, given as {@link #RECORD_TYPE}
 */
public final class RecordDatumProvider<T extends SpecificRecord> implements AvroDatumProvider<T> {

    static final String RECORD_TYPE = "cutmix.record-type";

    private Schema schema;
    private DatumWriter<T> writer;

    @Override
    @SuppressWarnings("unchecked")
    public void configure(AvroSerdeConfig config) {
        Class<T> type = (Class<T>) config.originals().get(RECORD_TYPE);
        SpecificData data = SpecificData.getForClass(type);
        schema = data.getSchema(type);
        writer = (DatumWriter<T>) data.createDatumWriter(schema);
    }

    @Override
    public DatumWriter<T> createDatumWriter(T record, Schema registered) {
        return writer;
    }

    /** Not called: {@link RegistryDeserializer} reads bodies without Apicurio's deserializer. */
    @Override
    public DatumReader<T> createDatumReader(Schema written) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Schema toSchema(T record) {
        return schema;
    }
}
