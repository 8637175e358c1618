package cutmix.trainer.session;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.DatasetInfo;
import cutmix.trainer.checkpoint.RunIdentity;
import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.Precision;
import cutmix.trainer.engine.Recipe;
import cutmix.trainer.engine.TrainingSetup;
import cutmix.trainer.engine.library.EngineLibrary;
import cutmix.trainer.engine.network.InitialWeights;
import cutmix.trainer.engine.network.NetworkInput;
import cutmix.trainer.engine.network.NetworkShape;
import cutmix.trainer.engine.network.NetworkWeights;
import cutmix.trainer.engines.EngineChoice;
import cutmix.trainer.stream.DataPath;
import cutmix.trainer.training.TrainingPlan;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunDescriptionTest {

    private static final DatasetInfo DATASET = DatasetInfo.newBuilder()
            .setName("pets")
            .setFingerprint("ab12")
            .setClassNames(List.of("cat", "dog"))
            .setHeight(8)
            .setWidth(6)
            .setChannels(3)
            .setTrainSize(100)
            .setTestSize(20)
            .setEpochs(5)
            .setPartitions(4)
            .setSeed(9)
            .build();

    private static final NetworkShape NETWORK = new NetworkShape(8, NetworkInput.of(DATASET));

    @Test
    void the_identity_has_what_the_weights_follow_from() {
        RunIdentity expected = RunIdentity.builder()
                .dataset("ab12")
                .order(9)
                .path("plain")
                .recipe("keras")
                .depth(8)
                .batchSize(32)
                .seed(7)
                .engine("named")
                .build();

        assertThat(run(Recipe.KERAS, Optional.empty()).identity()).isEqualTo(expected);
    }

    @Test
    void a_scheduled_learning_rate_depends_on_the_number_of_steps() {
        RunDescription run = run(Recipe.STRONG, Optional.empty());

        assertThat(run.setup().steps()).isEqualTo(5 * 4);
        assertThat(run.identity().steps()).isEqualTo(5 * 4);
    }

    @Test
    void given_weights_replace_drawn_ones() {
        NetworkWeights given = InitialWeights.draw(NETWORK, 3);

        RunDescription run = run(Recipe.KERAS, Optional.of(given));

        assertThat(run.initialWeights()).isSameAs(given);
        assertThat(run.identity().weights()).isEqualTo(given.fingerprint());
        assertThat(run(Recipe.KERAS, Optional.empty()).initialWeights().fingerprint())
                .isEqualTo(InitialWeights.draw(NETWORK, 7).fingerprint());
    }

    private static RunDescription run(Recipe recipe, Optional<NetworkWeights> given) {
        TrainingPlan plan = TrainingPlan.builder()
                .run("r")
                .path(DataPath.PLAIN)
                .recipe(recipe)
                .seed(7)
                .epochs(5)
                .batchSize(32)
                .epochSize(100)
                .build();
        return new RunDescription(
                DATASET, plan, NETWORK, given, new EngineChoice(new NamedLibrary(), Precision.FLOAT32, "the default"));
    }

    /** Has a name, and computes nothing. */
    private static final class NamedLibrary implements EngineLibrary {

        @Override
        public String name() {
            return "named";
        }

        @Override
        public void requireDevice() {}

        @Override
        public Engine create(TrainingSetup setup, NetworkWeights weights) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Engine restore(InputStream in, Path file, TrainingSetup setup) {
            throw new UnsupportedOperationException();
        }
    }
}
