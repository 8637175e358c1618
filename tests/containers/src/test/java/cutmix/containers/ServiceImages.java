package cutmix.containers;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.model.BuildResponseItem;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;

/**
 * The images of the services and the trainer's with LibTorch, built from the sources and tagged according to
 * {@code docker-compose.yml}.
 *
 * @param ids the image's id by the build's target
 */
record ServiceImages(Map<String, String> ids) {

    private static final String LIBTORCH = "-libtorch";

    static ServiceImages build(ComposeFile compose) {
        Map<String, String> ids = new TreeMap<>();
        for (String name : compose.withoutProfile()) {
            JsonNode service = compose.services().get(name);
            if (service.has("build")) {
                add(ids, service, "");
            }
        }
        add(ids, compose.services().get("trainer-cutmix"), LIBTORCH);
        return new ServiceImages(ids);
    }

    /**
     * @param variant suffix of target and tag
     */
    private static void add(Map<String, String> ids, JsonNode service, String variant) {
        String target = service.at("/build/target").asText() + variant;
        ids.put(target, build(service.get("build"), target, service.get("image").asText() + variant));
    }

    String loader() {
        return ids.get("loader-service");
    }

    String augment() {
        return ids.get("augment-service");
    }

    String launcher() {
        return ids.get("launcher");
    }

    String trainer() {
        return ids.get("trainer-service");
    }

    String trainerWithLibTorch() {
        return ids.get("trainer-service" + LIBTORCH);
    }

    private static String build(JsonNode build, String target, String tag) {
        DockerClient docker = DockerClientFactory.lazyClient();
        Path context = ComposeFile.FOLDER.resolve(build.get("context").asText());
        Path dockerfile = context.resolve(build.get("dockerfile").asText());
        long began = System.nanoTime();
        String id = docker.buildImageCmd()
                .withBaseDirectory(context.toFile())
                .withDockerfile(dockerfile.toFile())
                .withTarget(target)
                .withTags(Set.of(tag))
                .exec(new BuildLog())
                .imageId();
        InspectImageResponse image = docker.inspectImageCmd(id).exec();
        System.out.printf(
                Locale.ROOT,
                "Built %s in %d s: %,d MB%n",
                tag,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began),
                image.getSize() / 1_000_000);
        return image.getId();
    }

    /** The builder's output, which contains the reason for a failure. */
    private static final class BuildLog extends BuildImageResultCallback {

        private final StringBuffer printed = new StringBuffer();

        @Override
        public void onNext(BuildResponseItem item) {
            super.onNext(item);
            if (item.getStream() != null) {
                printed.append(item.getStream());
            }
        }

        String imageId() {
            try {
                return awaitImageId(20, TimeUnit.MINUTES);
            } catch (DockerClientException e) {
                throw new IllegalStateException(e.getMessage() + "\n" + printed, e);
            }
        }
    }
}
