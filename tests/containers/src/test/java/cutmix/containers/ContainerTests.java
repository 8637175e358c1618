package cutmix.containers;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.testcontainers.DockerClientFactory;

/**
 * Runs the tests of a class if a Docker engine answers; otherwise skips them with a message. Provides the
 * {@link ServiceImages}, which are built once for all classes.
 */
final class ContainerTests implements ExecutionCondition, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(ContainerTests.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (DockerClientFactory.instance().isDockerAvailable()) {
            return ConditionEvaluationResult.enabled("a Docker engine answers");
        }
        String host = System.getenv().getOrDefault("DOCKER_HOST", "at its usual place; DOCKER_HOST is not set");
        String reason = "Container tests skipped: no Docker engine answers (" + host + ")";
        store(context).computeIfAbsent("skipped", key -> {
            System.out.println(reason);
            return reason;
        });
        return ConditionEvaluationResult.disabled(reason);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ServiceImages.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return store(context)
                .computeIfAbsent(
                        ServiceImages.class, key -> ServiceImages.build(ComposeFile.ofProject()), ServiceImages.class);
    }

    private static Store store(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE);
    }
}
