package cutmix.schemas.mixing;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The settings with which a block of images was mixed. The first readable record of each block in the mixed topic
 * carries them in the header {@value #HEADER}, as text such as {@code alpha=0.25;probability=1.0}. Readers learn the
 * settings from this header, because their own settings can differ from those of the worker.
 *
 * @param values values by name, in order; names and values contain no separators
 */
public record MixingSettings(Map<String, String> values) {

    /** The key of the header. */
    public static final String HEADER = "cutmix.mixing";

    private static final int MOST_BYTES = 2048;
    private static final Pattern ENTRY = Pattern.compile("([a-z0-9_]{1,50})=([^;=\\p{Cntrl}]{1,100})");

    public MixingSettings {
        values = new LinkedHashMap<>(values);
        values.forEach((name, value) -> {
            if (!ENTRY.matcher(name + "=" + value).matches()) {
                throw new IllegalArgumentException(name + "=" + value);
            }
        });
    }

    /** Returns the header for a record. */
    public Header header() {
        return new RecordHeader(HEADER, toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Reads the settings from a record's headers; empty if the header is missing or invalid. */
    public static Optional<MixingSettings> in(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        byte[] value = header == null ? null : header.value();
        return value == null || value.length > MOST_BYTES
                ? Optional.empty()
                : parse(new String(value, StandardCharsets.UTF_8));
    }

    private static Optional<MixingSettings> parse(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String entry : text.split(";", -1)) {
            var matcher = ENTRY.matcher(entry);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            values.put(matcher.group(1), matcher.group(2));
        }
        return Optional.of(new MixingSettings(values));
    }

    /** Returns the text of the header. */
    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(";"));
    }
}
