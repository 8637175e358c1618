package cutmix.faults.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The limits of a service in Docker Compose.
 *
 * @param bytes of the whole process
 * @param options that make Java divide them as in the container
 */
public record ContainerLimits(long bytes, List<String> options) {

    private static final Path ROOT = Path.of("../..");
    private static final long MIB = 1 << 20;

    /** With less memory, Java selects the serial collector, as on a small machine. */
    private static final long LEAST_FOR_PARALLEL_COLLECTION = 1792 * MIB;

    public static ContainerLimits of(Service service) throws IOException {
        long bytes = memory(service);
        List<String> options = new ArrayList<>(List.of("-XX:MaxRAM=" + bytes));
        if (bytes < LEAST_FOR_PARALLEL_COLLECTION) {
            options.add("-XX:+UseSerialGC");
        }
        options.addAll(entryPointOptions(service));
        return new ContainerLimits(bytes, options);
    }

    /** The first match in the compose file; a trainer for GPUs comes later. */
    private static long memory(Service service) throws IOException {
        MatchResult limit = find("\\$\\{" + service.name() + "_MEMORY:-(\\d+)([mg])}", "docker-compose.yml");
        return Long.parseLong(limit.group(1)) * (limit.group(2).equals("g") ? 1024 * MIB : MIB);
    }

    private static List<String> entryPointOptions(Service service) throws IOException {
        MatchResult entryPoint = find(
                "(?s)AS " + service.module() + "\\n.*?ENTRYPOINT \\[.*?\"java\", \"(.*?)\", \"-jar\"",
                "deploy/docker/Dockerfile");
        return List.of(entryPoint.group(1).split("\", \"")).stream()
                // The container's folder for native libraries; on this machine, they are already unpacked.
                .filter(option -> !option.contains("javacpp.cachedir"))
                .toList();
    }

    private static MatchResult find(String pattern, String file) throws IOException {
        Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(ROOT.resolve(file)));
        if (!matcher.find()) {
            throw new IllegalStateException(file + " has no " + pattern);
        }
        return matcher.toMatchResult();
    }
}
