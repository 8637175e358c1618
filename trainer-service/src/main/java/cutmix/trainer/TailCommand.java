package cutmix.trainer;

import cutmix.schemas.EpochMetricsJson;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "tail", description = "Shows the metrics topic as a table that grows with every epoch.")
class TailCommand implements Callable<Integer> {

    private final Pipeline pipeline;

    @Spec
    CommandSpec spec;

    @Option(names = "--no-follow", description = "End after the records that are there now.")
    boolean noFollow;

    TailCommand(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Override
    public Integer call() {
        try (MetricsReader reader = pipeline.metrics()) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(MetricsTable.HEADER);
            out.flush();
            long end = noFollow ? reader.end() : Long.MAX_VALUE;
            reader.read(0, end, consumed -> {
                out.println(row(consumed));
                out.flush();
            });
        }
        return 0;
    }

    private static String row(ConsumerRecord<String, String> consumed) {
        try {
            return MetricsTable.row(EpochMetricsJson.read(consumed.value()));
        } catch (AvroRuntimeException e) {
            return "offset " + consumed.offset() + " is skipped: " + e.getMessage();
        }
    }
}
