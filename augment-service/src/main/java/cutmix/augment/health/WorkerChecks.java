package cutmix.augment.health;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Health endpoints of the worker. */
@Singleton
class WorkerChecks {

    @Produces
    @Singleton
    @Liveness
    HealthCheck polling(WorkerHealth health) {
        return () ->
                HealthCheckResponse.named("polling").status(health.isLive()).build();
    }

    @Produces
    @Singleton
    @Readiness
    HealthCheck inGroup(WorkerHealth health) {
        return () ->
                HealthCheckResponse.named("in group").status(health.isReady()).build();
    }
}
