package cutmix.reference;

import io.smallrye.config.common.utils.StringUtil;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** The permitted values of a setting's type, in Markdown. */
final class ValueKind {

    private static final Map<Type, String> KINDS = Map.ofEntries(
            Map.entry(String.class, "text"),
            Map.entry(Path.class, "path"),
            Map.entry(Duration.class, "duration"),
            Map.entry(boolean.class, "`true`, `false`"),
            Map.entry(int.class, "integer"),
            Map.entry(long.class, "integer"),
            Map.entry(Short.class, "integer"),
            Map.entry(OptionalInt.class, "integer"),
            Map.entry(double.class, "number"));

    private ValueKind() {}

    static String of(Type type) {
        if (type instanceof ParameterizedType generic) {
            String element = of(generic.getActualTypeArguments()[0]);
            if (generic.getRawType() == Optional.class) {
                return element;
            }
            if (generic.getRawType() == List.class) {
                return "list of " + element;
            }
        }
        if (type instanceof Class<?> constants && constants.isEnum()) {
            return Arrays.stream(constants.getEnumConstants())
                    .map(constant -> MarkdownTable.code(StringUtil.skewer(((Enum<?>) constant).name())))
                    .collect(Collectors.joining(", "));
        }
        return Optional.ofNullable(KINDS.get(type))
                .orElseThrow(() -> new IllegalStateException("describe the values of " + type + " here"));
    }
}
