package cutmix.trainer.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cutmix.trainer.engine.OneCycle;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.nd4j.linalg.learning.NesterovsUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.schedule.ISchedule;

class NesterovChunkTest {

    @Property(tries = 50)
    void makes_the_steps_of_the_librarys_updater(
            @ForAll @IntRange(min = 1, max = 5000) int length,
            @ForAll @IntRange(min = 1, max = 256) int batchSize,
            @ForAll long seed) {
        Nesterovs nesterovs = Nesterovs.builder()
                .learningRateSchedule(ResNetV1.schedule(new OneCycle(0.4, 5)))
                .momentum(0.9)
                .build();

        new ChunkSteps(new NesterovChunk(nesterovs), new NesterovsUpdater(nesterovs), 1, 5e-4f)
                .assertEqual(5, length, batchSize, seed);
    }

    @Property(tries = 200)
    void a_saved_network_says_the_cycle_of_the_rate_in_the_librarys_words(
            @ForAll @IntRange(min = 1, max = 50_000) int steps) {
        // Given
        OneCycle cycle = new OneCycle(0.4, steps);

        // When
        ISchedule schedule = ResNetV1.schedule(cycle);

        // Then
        int stride = Math.max(1, steps / 200);
        for (int step = 0; step < steps; step += stride) {
            assertThat(schedule.valueAt(step, 0)).isCloseTo(cycle.rate(step), within(1e-9));
        }
        assertThat(schedule.valueAt(steps - 1, 0)).isCloseTo(cycle.rate(steps - 1), within(1e-9));
    }
}
