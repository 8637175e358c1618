package cutmix.schemas.serde;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** The versions of a record's schema that can occur in a topic. */
public final class SchemaVersions {

    private SchemaVersions() {}

    /** Returns the versions, newest first. Each version appended fields with a default. */
    public static List<Schema> of(Schema newest) {
        List<Schema> versions = new ArrayList<>(List.of(newest));
        List<Schema.Field> fields = newest.getFields();
        for (int count = fields.size(); count > 0 && fields.get(count - 1).hasDefaultValue(); count--) {
            versions.add(firstFields(newest, count - 1));
        }
        return List.copyOf(versions);
    }

    private static Schema firstFields(Schema newest, int count) {
        List<Schema.Field> fields = newest.getFields().stream()
                .limit(count)
                .map(field -> new Schema.Field(field, field.schema()))
                .toList();
        return Schema.createRecord(newest.getName(), newest.getDoc(), newest.getNamespace(), false, fields);
    }
}
