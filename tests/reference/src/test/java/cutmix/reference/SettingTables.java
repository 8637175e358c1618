package cutmix.reference;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** A table of the settings of each service, and one of the settings that all services share. */
final class SettingTables {

    private static final Map<Program, String> SERVICES = new EnumMap<>(Map.of(
            Program.LOADER, "settings of the loader",
            Program.AUGMENT_WORKER, "settings of the augment worker",
            Program.TRAINER, "settings of the trainer"));

    private SettingTables() {}

    /** The tables, by name. */
    static Map<String, String> all() throws IOException, ClassNotFoundException {
        Map<Program, TreeSet<Setting>> settings = new EnumMap<>(Program.class);
        for (Program service : SERVICES.keySet()) {
            settings.put(service, new TreeSet<>(Settings.of(service)));
        }
        TreeSet<Setting> common = new TreeSet<>(settings.get(Program.LOADER));
        settings.values().forEach(common::retainAll);
        Map<String, String> tables = new TreeMap<>();
        tables.put("settings of all services", table(common));
        settings.forEach((service, own) -> {
            own.removeAll(common);
            tables.put(SERVICES.get(service), table(own));
        });
        return tables;
    }

    private static String table(TreeSet<Setting> settings) {
        MarkdownTable table = new MarkdownTable("variable", "values", "default", "meaning");
        settings.forEach(setting -> table.row(
                MarkdownTable.code(setting.variable()), setting.values(), setting.byDefault(), setting.meaning()));
        return table.toString();
    }
}
