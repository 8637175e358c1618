package cutmix.augment;

import cutmix.augment.mixing.BlockMixer;
import cutmix.augment.mixing.MixingRecipe;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.LabeledImage;
import cutmix.schemas.MixedImage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Mixed samples per second on one thread, from images in memory: 32 × 32 × 3 in ten classes, blocks of 512. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class BlockMixerBenchmark {

    private static final int BLOCK = 512;
    private static final int IMAGE = 32 * 32 * 3;

    private BlockMixer mixer;
    private List<LabeledImage> block;

    @Setup
    public void images() {
        DatasetInfo info = DatasetInfo.newBuilder()
                .setName("noise")
                .setFingerprint("0")
                .setClassNames(IntStream.range(0, 10).mapToObj(String::valueOf).toList())
                .setHeight(32)
                .setWidth(32)
                .setChannels(3)
                .setTrainSize(BLOCK)
                .setTestSize(BLOCK)
                .setEpochs(1)
                .setPartitions(1)
                .setSeed(1)
                .build();
        mixer = new BlockMixer(
                info, MixingRecipe.builder().mixupAlpha(0.25).blockSize(BLOCK).build());
        Random random = new Random(1);
        block = new ArrayList<>();
        for (int position = 0; position < BLOCK; position++) {
            byte[] pixels = new byte[IMAGE];
            random.nextBytes(pixels);
            block.add(LabeledImage.newBuilder()
                    .setEpoch(1)
                    .setPosition(position)
                    .setIndex(position)
                    .setLabel(random.nextInt(10))
                    .setPixels(ByteBuffer.wrap(pixels))
                    .build());
        }
    }

    /** A sample has 3,072 bytes of pixels, a box, a label and the record that contains them. */
    @Benchmark
    @OperationsPerInvocation(BLOCK)
    public List<MixedImage> mix() {
        return mixer.mix(block).toList();
    }
}
