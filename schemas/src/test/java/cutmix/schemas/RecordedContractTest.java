package cutmix.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.deadletter.DeadLetter;
import cutmix.schemas.identity.DatasetIdentity;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.lease.ExclusiveWriter;
import cutmix.schemas.lease.LeaseTimes;
import cutmix.schemas.mixing.MixingSettings;
import cutmix.schemas.order.EpochLayout;
import cutmix.schemas.order.EpochOrder;
import cutmix.schemas.order.RandomPurpose;
import cutmix.schemas.order.SamplePosition;
import cutmix.schemas.order.SeededRandom;
import cutmix.schemas.progress.ProgressReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

/**
 * Compares the names, numbers and positions that existing topics, groups and checkpoints depend on with a recorded
 * text. The text is the output of {@link #contract()} at commit 70442d1. A new name may add a line; no existing line
 * may change.
 */
class RecordedContractTest {

    private static final LeaseTimes TIMES = new LeaseTimes(Duration.ofSeconds(30));

    private final List<String> lines = new ArrayList<>();

    @Test
    void the_contract_is_the_recorded_one() throws IOException {
        try (InputStream recorded = getClass().getResourceAsStream("/recorded/contract.txt")) {
            assertThat(contract()).isEqualTo(new String(recorded.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private String contract() {
        topics("");
        topics("my-");
        schemas();
        headers();
        randomNumbers();
        orders();
        places(new EpochLayout(10, 4), 2);
        places(new EpochLayout(3, 5), 3);
        line("progress", new ProgressReport("loading", 7, 10, List.of("a", "b c")).line());
        return String.join("\n", lines) + "\n";
    }

    private void topics(String prefix) {
        Topics topics = new Topics(prefix);
        line("topic", topics.datasetInfo());
        line("topic", topics.trainImages());
        line("topic", topics.testImages());
        line("topic", topics.mixedImages());
        line("topic", topics.metrics());
        line("topic", topics.steps());
        line("topic", topics.deadLetters());
        ExclusiveWriter loader = ExclusiveWriter.loader(topics, TIMES);
        line("group", loader.group(), "owns", loader.partition());
        ExclusiveWriter trainer = ExclusiveWriter.trainer(topics, "run-1", TIMES);
        line("group", trainer.group(), "owns", trainer.partition());
    }

    private void schemas() {
        List.of(
                        DatasetInfo.getClassSchema(),
                        LabeledImage.getClassSchema(),
                        MixedImage.getClassSchema(),
                        Box.getClassSchema(),
                        View.getClassSchema(),
                        EpochMetrics.getClassSchema(),
                        StepMetrics.getClassSchema())
                .forEach(schema -> line(
                        "schema",
                        schema.getFullName(),
                        String.format(Locale.ROOT, "%016x", SchemaNormalization.parsingFingerprint64(schema)),
                        schema.getFields().stream().map(Schema.Field::name).toList()));
        line(
                "enum",
                Mixing.getClassSchema().getFullName(),
                Mixing.getClassSchema().getEnumSymbols());
    }

    private void headers() {
        DatasetInfo info = DatasetInfo.newBuilder()
                .setName("tiny")
                .setFingerprint("0123456789abcdef")
                .setClassNames(List.of("cat", "Hündin"))
                .setHeight(5)
                .setWidth(4)
                .setChannels(3)
                .setTrainSize(10)
                .setTestSize(6)
                .setEpochs(2)
                .setPartitions(4)
                .setSeed(-17L)
                .setReportsFrom(3L)
                .setRaisedAt(5L)
                .build();
        DatasetIdentity.of(info).headers().forEach(this::header);
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("alpha", "0.25");
        settings.put("probability", "1.0");
        header(new MixingSettings(settings).header());
        new DeadLetter("images.train", 3, 1L << 40, "torn").headers().forEach(this::header);
    }

    private void header(Header header) {
        line("header", header.key(), HexFormat.of().formatHex(header.value()));
    }

    private void randomNumbers() {
        for (RandomPurpose purpose : RandomPurpose.values()) {
            line("purpose", purpose, purpose.id());
        }
        for (long[] path : new long[][] {{}, {1}, {2, 1, 512}, {-3, Long.MIN_VALUE, Long.MAX_VALUE}}) {
            SeededRandom random = SeededRandom.of(42, path);
            line("random 42", Arrays.toString(path), "longs", hex(random), hex(random), hex(random));
            line("random 42", Arrays.toString(path), "doubles", shown(random.nextDouble()), shown(random.nextDouble()));
            line("random 42", Arrays.toString(path), "integers", random.nextInt(7), random.nextInt(Integer.MAX_VALUE));
            line(
                    "random 42",
                    Arrays.toString(path),
                    "gaussians",
                    shown(random.nextGaussian()),
                    shown(random.nextGaussian()),
                    shown(random.nextGaussian()));
        }
    }

    private static String hex(SeededRandom random) {
        return HexFormat.of().toHexDigits(random.nextLong());
    }

    private static String shown(double number) {
        return Double.toHexString(number);
    }

    private void orders() {
        for (long seed : new long[] {0, 42, -1}) {
            for (int epoch = 1; epoch <= 2; epoch++) {
                line("order of seed", seed, "epoch", epoch, Arrays.toString(EpochOrder.permutation(seed, epoch, 20)));
            }
        }
    }

    private void places(EpochLayout layout, int epochs) {
        String size = layout.size() + " in " + layout.partitions();
        for (int partition = 0; partition < layout.partitions(); partition++) {
            line("layout", size, "partition", partition, "ends at", layout.endOffset(partition, epochs));
        }
        SamplePosition sample = new SamplePosition(1, 0);
        while (sample.epoch() <= epochs) {
            int partition = layout.partition(sample.position());
            long offset = layout.offset(sample);
            line("layout", size, "partition", partition, "offset", offset, sample);
            assertThat(layout.at(partition, offset)).isEqualTo(sample);
            sample = layout.next(sample);
        }
    }

    private void line(Object... words) {
        lines.add(String.join(" ", Arrays.stream(words).map(String::valueOf).toList()));
    }
}
