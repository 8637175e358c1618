package cutmix.reference;

import io.smallrye.config.common.utils.StringUtil;
import java.util.Comparator;
import java.util.Locale;

/**
 * A setting of a service. Settings are ordered by name.
 *
 * @param property its name in {@code application.properties}
 * @param values the permitted values, in Markdown
 * @param byDefault its default, in Markdown
 * @param meaning in Markdown
 */
record Setting(String property, String values, String byDefault, String meaning) implements Comparable<Setting> {

    private static final Comparator<Setting> ORDER = Comparator.comparing(Setting::property)
            .thenComparing(Setting::values)
            .thenComparing(Setting::byDefault)
            .thenComparing(Setting::meaning);

    /** The environment variable that sets it. */
    String variable() {
        return StringUtil.replaceNonAlphanumericByUnderscores(property).toUpperCase(Locale.ROOT);
    }

    @Override
    public int compareTo(Setting other) {
        return ORDER.compare(this, other);
    }
}
