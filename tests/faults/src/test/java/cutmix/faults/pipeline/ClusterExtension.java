package cutmix.faults.pipeline;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Provides all tests with the same {@link FaultCluster} and closes it after the last of them. */
public final class ClusterExtension implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == FaultCluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(ClusterExtension.class))
                .computeIfAbsent(FaultCluster.class, key -> start(), FaultCluster.class);
    }

    private static FaultCluster start() {
        try {
            return FaultCluster.start();
        } catch (Exception e) {
            throw new IllegalStateException("the fault-free run has failed", e);
        }
    }
}
