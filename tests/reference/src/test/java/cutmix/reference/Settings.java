package cutmix.reference;

import io.smallrye.config.ConfigMappingInterface.Property;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The settings of a service, from its {@code @ConfigMapping} interfaces.
 *
 * <p>Quarkus' own generator of configuration documentation (quarkus-extension-processor and
 * quarkus-config-doc-maven-plugin, 3.33.2) serves extensions: it describes only mappings that are also a
 * {@code @ConfigRoot}. For an application's mapping, it collects the Javadoc, but neither names nor defaults
 * (ConfigAnnotationScanner.scanConfigMappingsWithoutConfigRoot). Therefore names and defaults come from SmallRye's
 * model of the mapping, through which Quarkus reads the settings, and descriptions from the Javadoc in the sources.
 */
final class Settings {

    /** The end of the name of a list's element; the list has its own name. */
    private static final String ELEMENT = "[*]";

    private Settings() {}

    static List<Setting> of(Program service) throws IOException, ClassNotFoundException {
        MappingSources sources = MappingSources.in(service.sources());
        List<Setting> settings = new ArrayList<>();
        for (String mapping : sources.mappings()) {
            Map<String, Property> properties =
                    ConfigMappings.getProperties(ConfigClass.configClass(Class.forName(mapping)));
            properties.keySet().removeIf(name -> name.endsWith(ELEMENT));
            properties.forEach((name, property) -> settings.add(setting(name, property, sources.comments())));
        }
        return settings;
    }

    private static Setting setting(String name, Property property, Map<String, String> comments) {
        Method method = property.getMethod();
        String meaning = comments.get(method.getDeclaringClass().getCanonicalName() + "." + method.getName());
        if (meaning == null) {
            throw new IllegalStateException(method + " has no Javadoc to describe " + name + " with");
        }
        String byDefault = property.hasDefaultValue() ? MarkdownTable.code(property.getDefaultValue()) : "–";
        return new Setting(name, ValueKind.of(method.getGenericReturnType()), byDefault, meaning);
    }
}
