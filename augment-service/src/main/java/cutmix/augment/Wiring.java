package cutmix.augment;

import cutmix.schemas.Topics;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Turns configuration into what the pure classes take. */
@Singleton
class Wiring {

    @Produces
    @Singleton
    Topics topics(@ConfigProperty(name = "cutmix.topic-prefix") Optional<String> prefix) {
        return new Topics(prefix.orElse(""));
    }

    @Produces
    @Singleton
    Progress progress() {
        return new Progress(System.out, System::nanoTime);
    }

    @Produces
    @Singleton
    MixingRecipe recipe(AugmentConfig config) {
        return new MixingRecipe(
                config.alpha(),
                config.mixupAlpha(),
                config.probability(),
                config.mixupProbability(),
                config.labelSmoothing(),
                config.offEpochs(),
                config.blockSize());
    }
}
