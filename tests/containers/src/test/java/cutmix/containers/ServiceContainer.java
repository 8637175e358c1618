package cutmix.containers;

import com.github.dockerjava.api.command.WaitContainerResultCallback;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.OutputFrame.OutputType;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** A container of a service with a read-only image, as in {@code docker-compose.yml}. */
final class ServiceContainer extends GenericContainer<ServiceContainer> {

    private static final int HTTP = 8080;

    ServiceContainer(String imageId) {
        super(DockerImageName.parse(imageId));
        withTmpFs(Map.of("/tmp", "exec", "/work", ""));
        withCreateContainerCmdModifier(create -> create.getHostConfig().withReadonlyRootfs(true));
    }

    /** Opens the port and delays the start's return until the service answers there. */
    ServiceContainer withHttp() {
        return withExposedPorts(HTTP)
                .waitingFor(Wait.forHttp("/q/health/started").forPort(HTTP).withStartupTimeout(Duration.ofMinutes(3)));
    }

    String url(String path) {
        return "http://" + getHost() + ":" + getMappedPort(HTTP) + path;
    }

    /** Waits until the service has ended. */
    int exitCode() {
        return dockerClient
                .waitContainerCmd(getContainerId())
                .exec(new WaitContainerResultCallback())
                .awaitStatusCode(10, TimeUnit.MINUTES);
    }

    /** SIGTERM, followed by SIGKILL if the service has not ended within the engine's default of ten seconds. */
    void terminate() {
        dockerClient.stopContainerCmd(getContainerId()).withTimeout(10).exec();
    }

    /** SIGKILL. */
    void kill() {
        dockerClient.killContainerCmd(getContainerId()).exec();
    }

    String out() {
        return getLogs(OutputType.STDOUT);
    }

    String err() {
        return getLogs(OutputType.STDERR);
    }
}
