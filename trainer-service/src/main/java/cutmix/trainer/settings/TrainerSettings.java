package cutmix.trainer.settings;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.kafka.Topics;
import cutmix.trainer.checkpoint.RunIdentity;
import cutmix.trainer.engine.Optimizer;
import cutmix.trainer.engine.Precision;
import cutmix.trainer.engine.Recipe;
import cutmix.trainer.engine.TrainingSetup;
import cutmix.trainer.engine.library.EngineDescription;
import cutmix.trainer.engine.network.PixelScale;
import cutmix.trainer.training.TrainingPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The settings of the trainer, by the names under which they are published. */
public final class TrainerSettings {

    private final Map<String, String> values = new LinkedHashMap<>();

    private TrainerSettings() {}

    /**
     * Returns all settings.
     *
     * @param engine name of the engine
     */
    public static Map<String, String> of(
            DatasetInfo dataset,
            Topics topics,
            RunIdentity run,
            TrainingPlan plan,
            TrainingSetup setup,
            String engine,
            Precision precision,
            EngineDescription description) {
        TrainerSettings settings = new TrainerSettings();
        settings.dataset(dataset);
        settings.put("train_topic", plan.path().topic(topics));
        settings.put("plain_topic", topics.trainImages());
        settings.put("test_topic", topics.testImages());
        settings.training(run, plan, setup);
        settings.optimizer(setup.recipe().optimizer(), setup.learningRate(0));
        settings.network(setup.recipe(), setup.pixels());
        settings.put("engine", engine);
        settings.put("precision", precision.label());
        settings.put("device", description.device());
        settings.put("engine_details", description.line());
        return settings.values;
    }

    private void dataset(DatasetInfo dataset) {
        put("dataset", dataset.getName());
        put("dataset_fingerprint", dataset.getFingerprint());
        put("dataset_seed", dataset.getSeed());
        put("train_images", dataset.getTrainSize());
        put("test_images", dataset.getTestSize());
        put("classes", dataset.getClassNames().size());
        put("image_height", dataset.getHeight());
        put("image_width", dataset.getWidth());
        put("image_channels", dataset.getChannels());
        put("partitions", dataset.getPartitions());
    }

    private void training(RunIdentity run, TrainingPlan plan, TrainingSetup setup) {
        put("depth", setup.network().depth());
        put("batch_size", plan.batchSize());
        put("steps_per_epoch", plan.steps());
        put("initial_weights", run.weights().isEmpty() ? "drawn" : run.weights());
    }

    private void optimizer(Optimizer optimizer, double initialRate) {
        put("initial_learning_rate", initialRate);
        if (optimizer instanceof Optimizer.Adam adam) {
            put("optimizer", "adam");
            put("schedule", "constant");
            put("beta_1", Optimizer.Adam.BETA1);
            put("beta_2", Optimizer.Adam.BETA2);
            put("epsilon", adam.epsilon());
        } else if (optimizer instanceof Optimizer.Nesterov nesterov) {
            put("optimizer", "sgd with nesterov momentum");
            put("schedule", "one cycle");
            put("momentum", nesterov.momentum());
            put("peak_learning_rate_at_batch_128", nesterov.peakRate());
        }
    }

    private void network(Recipe recipe, PixelScale pixels) {
        put("l2", recipe.kernelL2());
        put("norm_momentum", recipe.normMomentum());
        put("norm_epsilon", recipe.normEpsilon());
        put("pixel_means", joined(pixels.means()));
        put("pixel_deviations", joined(pixels.deviations()));
    }

    private void put(String name, Object value) {
        values.put(name, String.valueOf(value));
    }

    private static String joined(List<Float> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
