package cutmix.containers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An image built from the Dockerfile. */
record Image(String name, List<String> entrypoint) {

    private static final String OURS = "cutmix/";

    static boolean isOurs(String reference) {
        return reference.startsWith(OURS);
    }

    /**
     * @param reference its name, with or without a tag; a name that ends with -cuda has its own stage
     */
    static Image of(String reference) {
        String name = reference.substring(OURS.length()).split(":")[0] + (reference.endsWith("-cuda") ? "-cuda" : "");
        Matcher stage = Pattern.compile(
                        "^FROM \\S+ AS " + name + "$.*?^ENTRYPOINT (\\[.*?])$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(dockerfile());
        if (!stage.find()) {
            throw new IllegalArgumentException("the Dockerfile has no stage " + name);
        }
        try {
            return new Image(name, List.of(new ObjectMapper().readValue(stage.group(1), String[].class)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the ENTRYPOINT of " + name + " is no list", e);
        }
    }

    private static String dockerfile() {
        try {
            return Files.readString(Path.of("../../deploy/docker/Dockerfile"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The maximum heap size in a container with this limit. */
    double heap(long limit) {
        return limit * option("-XX:MaxRAMPercentage=(\\d+)").orElseThrow() / 100;
    }

    /** The limit of JavaCPP's allocations; empty if the image sets none. A percentage refers to the heap. */
    OptionalDouble allocated(long limit) {
        return shareOfHeap("maxbytes", limit);
    }

    /** The process size above which JavaCPP refuses allocations; empty if the image sets none. */
    OptionalDouble resident(long limit) {
        return shareOfHeap("maxphysicalbytes", limit);
    }

    private OptionalDouble shareOfHeap(String property, long limit) {
        OptionalDouble percentage = option("-Dorg\\.bytedeco\\.javacpp\\." + property + "=(\\d+)%");
        return percentage.isPresent()
                ? OptionalDouble.of(heap(limit) * percentage.getAsDouble() / 100)
                : OptionalDouble.empty();
    }

    private OptionalDouble option(String pattern) {
        return entrypoint.stream()
                .map(Pattern.compile(pattern)::matcher)
                .filter(Matcher::matches)
                .mapToDouble(matcher -> Double.parseDouble(matcher.group(1)))
                .findFirst();
    }
}
