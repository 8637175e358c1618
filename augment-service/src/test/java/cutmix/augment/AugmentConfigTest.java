package cutmix.augment;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.augment.mixing.LastEpochs;
import cutmix.augment.mixing.MixingRecipe;
import cutmix.augment.settings.AugmentConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;

class AugmentConfigTest {

    @Test
    void the_defaults_are_those_of_the_example() {
        assertThat(recipe(Map.of()))
                .isEqualTo(MixingRecipe.builder()
                        .alpha(0.25)
                        .mixupAlpha(0.2)
                        .probability(1)
                        .mixupProbability(0)
                        .labelSmoothing(0)
                        .offEpochs(LastEpochs.NONE)
                        .blockSize(512)
                        .flipProbability(0)
                        .cropPadding(0)
                        .build());
    }

    @Test
    void every_key_reaches_its_value() {
        MixingRecipe recipe = recipe(Map.of(
                "cutmix.augment.alpha", "1",
                "cutmix.augment.mixup-alpha", "0.4",
                "cutmix.augment.probability", "0.5",
                "cutmix.augment.mixup-probability", "0.3",
                "cutmix.augment.label-smoothing", "0.1",
                "cutmix.augment.off-epochs", "2",
                "cutmix.augment.block-size", "64",
                "cutmix.augment.flip-probability", "0.5",
                "cutmix.augment.crop-padding", "4",
                "cutmix.augment.block-bytes", "1000000"));

        assertThat(recipe)
                .isEqualTo(MixingRecipe.builder()
                        .alpha(1)
                        .mixupAlpha(0.4)
                        .probability(0.5)
                        .mixupProbability(0.3)
                        .labelSmoothing(0.1)
                        .offEpochs(new LastEpochs.Count(2))
                        .blockSize(64)
                        .flipProbability(0.5)
                        .cropPadding(4)
                        .blockBytes(1_000_000)
                        .build());
    }

    @Test
    void the_profile_strong_flips_crops_and_mixes_a_quarter_of_the_images() throws Exception {
        // Given
        ConfigSource packaged =
                new PropertiesConfigSource(AugmentConfigTest.class.getResource("/application.properties"), 250);
        ConfigSource environment =
                new PropertiesConfigSource(Map.of("cutmix.augment.probability", "0"), "environment", 300);

        // When
        MixingRecipe recipe = recipe(packaged);
        MixingRecipe changed = recipe(packaged, environment);

        // Then
        assertThat(recipe)
                .isEqualTo(MixingRecipe.builder()
                        .alpha(0.25)
                        .mixupAlpha(0.2)
                        .probability(0.25)
                        .mixupProbability(0)
                        .labelSmoothing(0.05)
                        .offEpochs(new LastEpochs.Fraction(1, 3))
                        .blockSize(512)
                        .flipProbability(0.5)
                        .cropPadding(4)
                        .build());
        assertThat(changed)
                .isEqualTo(MixingRecipe.builder()
                        .alpha(0.25)
                        .mixupAlpha(0.2)
                        .probability(0)
                        .mixupProbability(0)
                        .labelSmoothing(0.05)
                        .offEpochs(new LastEpochs.Fraction(1, 3))
                        .blockSize(512)
                        .flipProbability(0.5)
                        .cropPadding(4)
                        .build());
    }

    private static MixingRecipe recipe(Map<String, String> properties) {
        return recipe(new PropertiesConfigSource(properties, "test", 100));
    }

    private static MixingRecipe recipe(ConfigSource... sources) {
        AugmentConfig config = new SmallRyeConfigBuilder()
                .withProfile("strong")
                .withSources(sources)
                .withMapping(AugmentConfig.class)
                .build()
                .getConfigMapping(AugmentConfig.class);
        return new WorkerBeans().recipe(config);
    }
}
