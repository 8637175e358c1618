package cutmix.trainer.dl4j;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.nd4j.linalg.learning.NesterovsUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;

class NesterovChunkTest {

    @Property(tries = 50)
    void makes_the_steps_of_the_librarys_updater(
            @ForAll @IntRange(min = 1, max = 5000) int length,
            @ForAll @IntRange(min = 1, max = 256) int batchSize,
            @ForAll long seed) {
        Nesterovs nesterovs =
                Nesterovs.builder().learningRate(0.1).momentum(0.9).build();

        new ChunkSteps(new NesterovChunk(0.9), new NesterovsUpdater(nesterovs), 1, 5e-4f)
                .assertEqual(0.1, 5, length, batchSize, seed);
    }
}
