package cutmix.trainer.settings;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.kafka.Topics;
import cutmix.trainer.checkpoint.RunIdentity;
import cutmix.trainer.engine.Precision;
import cutmix.trainer.engine.Recipe;
import cutmix.trainer.engine.TrainingSetup;
import cutmix.trainer.engine.library.EngineDescription;
import cutmix.trainer.engine.network.NetworkInput;
import cutmix.trainer.engine.network.NetworkShape;
import cutmix.trainer.stream.DataPath;
import cutmix.trainer.training.TrainingPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainerSettingsTest {

    private static final DatasetInfo DATASET = DatasetInfo.newBuilder()
            .setName("pets")
            .setFingerprint("ab12")
            .setClassNames(List.of("cat", "dog"))
            .setHeight(32)
            .setWidth(48)
            .setChannels(3)
            .setTrainSize(100)
            .setTestSize(20)
            .setEpochs(5)
            .setPartitions(4)
            .setSeed(9)
            .build();

    @Test
    void the_example_of_keras_is_named_with_all_its_numbers() {
        assertThat(of(Recipe.KERAS, 32, ""))
                .containsEntry("dataset", "pets")
                .containsEntry("dataset_fingerprint", "ab12")
                .containsEntry("train_images", "100")
                .containsEntry("image_width", "48")
                .containsEntry("train_topic", "x.images.cutmix")
                .containsEntry("plain_topic", "x.images.train")
                .containsEntry("test_topic", "x.images.test")
                .containsEntry("depth", "8")
                .containsEntry("batch_size", "32")
                .containsEntry("steps_per_epoch", "4")
                .containsEntry("optimizer", "adam")
                .containsEntry("schedule", "constant")
                .containsEntry("initial_learning_rate", "0.001")
                .containsEntry("epsilon", "1.0E-7")
                .containsEntry("beta_2", "0.999")
                .containsEntry("l2", "1.0E-4")
                .containsEntry("norm_momentum", "0.99")
                .containsEntry("pixel_means", "0.0, 0.0, 0.0")
                .containsEntry("initial_weights", "drawn")
                .containsEntry("engine", "dl4j")
                .containsEntry("precision", "float32")
                .containsEntry("device", "cpu")
                .containsEntry("engine_details", "scripted")
                .doesNotContainKeys("momentum", "alpha");
    }

    @Test
    void a_rate_that_follows_a_schedule_is_named_as_its_first_step_has_it() {
        // 5 epochs of 2 steps: the rate rises in the first of ten steps, to 0.2 for batches of 64
        assertThat(of(Recipe.STRONG, 64, "fe"))
                .containsEntry("optimizer", "sgd with nesterov momentum")
                .containsEntry("schedule", "one cycle")
                .containsEntry("momentum", "0.9")
                .containsEntry("initial_learning_rate", "0.1")
                .containsEntry("initial_weights", "fe")
                .doesNotContainKeys("epsilon", "beta_1");
    }

    private static Map<String, String> of(Recipe recipe, int batchSize, String weights) {
        RunIdentity run = RunIdentity.builder()
                .dataset("ab12")
                .order(9)
                .path("cutmix")
                .recipe(recipe.label())
                .depth(8)
                .batchSize(batchSize)
                .seed(9)
                .weights(weights)
                .engine("dl4j")
                .build();
        TrainingPlan plan = TrainingPlan.builder()
                .run("r")
                .path(DataPath.CUTMIX)
                .recipe(recipe)
                .seed(9)
                .epochs(5)
                .batchSize(batchSize)
                .epochSize(100)
                .build();
        TrainingSetup setup =
                new TrainingSetup(new NetworkShape(8, NetworkInput.of(DATASET)), recipe, batchSize, plan.allSteps());
        EngineDescription engine = new EngineDescription("scripted", EngineDescription.CPU, Optional.empty());
        return TrainerSettings.of(DATASET, new Topics("x."), run, plan, setup, "dl4j", Precision.FLOAT32, engine);
    }
}
