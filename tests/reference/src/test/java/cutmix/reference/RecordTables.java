package cutmix.reference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** A table for each Avro record, from the documentation in its schema. */
final class RecordTables {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final StringBuilder text = new StringBuilder();

    private RecordTables() {}

    /** @param folder of the schemas */
    static String of(Path folder) throws IOException {
        RecordTables tables = new RecordTables();
        for (Path file : schemas(folder)) {
            tables.add(new Schema.Parser().parse(file.toFile()));
        }
        return tables.text.toString();
    }

    private static List<Path> schemas(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".avsc"))
                    .sorted()
                    .toList();
        }
    }

    private void add(Schema schema) throws JsonProcessingException {
        Set<Schema> records = new LinkedHashSet<>();
        MarkdownTable table = new MarkdownTable("field", "type", "default", "meaning");
        for (Schema.Field field : schema.getFields()) {
            table.row(
                    MarkdownTable.code(field.name()),
                    type(field.schema()),
                    field.hasDefaultValue() ? MarkdownTable.code(JSON.writeValueAsString(field.defaultVal())) : "–",
                    MarkdownTable.text(field.doc()));
            if (field.schema().getType() == Schema.Type.RECORD) {
                records.add(field.schema());
            }
        }
        if (!text.isEmpty()) {
            text.append('\n');
        }
        text.append("### ").append(schema.getName()).append("\n\n");
        text.append(MarkdownTable.text(schema.getDoc())).append("\n\n").append(table);
        for (Schema record : records) {
            add(record);
        }
    }

    private static String type(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> "[" + schema.getName() + "](#" + schema.getName().toLowerCase(Locale.ROOT) + ")";
            case ENUM ->
                schema.getEnumSymbols().stream().map(MarkdownTable::code).collect(Collectors.joining(", "));
            case ARRAY -> "array of " + type(schema.getElementType());
            case MAP -> "map of " + type(schema.getValueType());
            default -> schema.getType().getName();
        };
    }
}
