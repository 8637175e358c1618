package cutmix.trainer.dl4j;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.nd4j.linalg.learning.AdamUpdater;
import org.nd4j.linalg.learning.config.Adam;

class AdamChunkTest {

    @Property(tries = 50)
    void makes_the_steps_of_the_librarys_updater(
            @ForAll @IntRange(min = 1, max = 5000) int length,
            @ForAll @IntRange(min = 1, max = 256) int batchSize,
            @ForAll long seed) {
        Adam adam = Adam.builder().learningRate(1e-3).epsilon(1e-7).build();

        new ChunkSteps(new AdamChunk(1e-7), new AdamUpdater(adam), 2, 2e-4f)
                .assertEqual(1e-3, 3, length, batchSize, seed);
    }
}
