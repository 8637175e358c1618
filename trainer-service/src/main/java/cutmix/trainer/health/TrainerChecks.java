package cutmix.trainer.health;

import cutmix.trainer.settings.TrainerConfig;
import cutmix.trainer.training.TrainingHealth;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Health endpoints of the trainer. */
@Singleton
class TrainerChecks {

    @Produces
    @Singleton
    TrainingHealth health(TrainerConfig config) {
        TrainerConfig.TrainerHealthLimits limits = config.health();
        return new TrainingHealth(limits.stalledAfter(), limits.starvedAfter(), System::nanoTime);
    }

    @Produces
    @Singleton
    @Liveness
    HealthCheck training(TrainingHealth health) {
        return () ->
                HealthCheckResponse.named("training").status(health.isLive()).build();
    }

    @Produces
    @Singleton
    @Readiness
    HealthCheck data(TrainingHealth health) {
        return () -> HealthCheckResponse.named("data").status(health.isReady()).build();
    }
}
