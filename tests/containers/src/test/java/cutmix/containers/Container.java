package cutmix.containers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A container definition from a compose file or a manifest.
 *
 * @param origin the file and the name there
 * @param memory its limit, in bytes
 * @param grace seconds between the stop request and the kill
 * @param shows whether it only displays reports of trainers: the live page and the table
 */
record Container(String origin, String image, long memory, int grace, boolean shows) {

    private static final Pattern SIZE = Pattern.compile("(\\d+)([mg])i?");
    private static final Set<String> SHOWING = Set.of("page", "tail");
    private static final Pattern WITH_DEFAULT = Pattern.compile("\\$\\{\\w+:-(.*)}");

    static Stream<Container> ofCompose() {
        return ComposeFile.ofProject().services().entrySet().stream()
                .filter(service -> Image.isOurs(service.getValue().path("image").asText()))
                .map(service -> new Container(
                        "docker-compose.yml: " + service.getKey(),
                        service.getValue().get("image").asText(),
                        bytes(service.getValue().path("mem_limit").asText()),
                        seconds(service.getValue().path("stop_grace_period").asText()),
                        SHOWING.contains(service.getValue().path("command").asText())));
    }

    /** The containers of a manifest file. */
    static Stream<Container> ofManifests(String origin, Stream<JsonNode> manifests) {
        return manifests
                .map(manifest -> manifest.at("/spec/template/spec"))
                .filter(pod -> pod.has("containers"))
                .map(pod -> new Container(
                        origin,
                        pod.at("/containers/0/image").asText(),
                        bytes(pod.at("/containers/0/resources/limits/memory").asText()),
                        pod.get("terminationGracePeriodSeconds").asInt(),
                        SHOWING.contains(pod.at("/containers/0/args/0").asText())))
                .filter(container -> Image.isOurs(container.image));
    }

    private static long bytes(String size) {
        Matcher matcher = SIZE.matcher(withoutVariable(size).toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a size: '" + size + "'");
        }
        return Long.parseLong(matcher.group(1)) << (matcher.group(2).equals("g") ? 30 : 20);
    }

    private static int seconds(String duration) {
        return Integer.parseInt(duration.replaceFirst("s$", ""));
    }

    private static String withoutVariable(String value) {
        Matcher matcher = WITH_DEFAULT.matcher(value);
        return matcher.matches() ? matcher.group(1) : value;
    }

    @Override
    public String toString() {
        return origin;
    }
}
