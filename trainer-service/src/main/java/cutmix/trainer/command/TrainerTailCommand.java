package cutmix.trainer.command;

import cutmix.process.option.NoFollowOption;
import cutmix.schemas.EpochMetrics;
import cutmix.trainer.metrics.MetricsReader;
import cutmix.trainer.metrics.MetricsTable;
import cutmix.trainer.session.Pipeline;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "tail", description = "Print the metrics topic as a table with a row for each epoch.")
class TrainerTailCommand implements Callable<Integer> {

    private final Pipeline pipeline;

    @Spec
    CommandSpec spec;

    @Mixin
    NoFollowOption noFollowOption;

    TrainerTailCommand(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Override
    public Integer call() throws InterruptedException {
        pipeline.checkSettings();
        try (MetricsReader reader =
                noFollowOption.noFollow() ? pipeline.metrics(this::notice) : pipeline.awaitMetrics(this::notice)) {
            PrintWriter out = spec.commandLine().getOut();
            MetricsTable table = table();
            out.println(table.header());
            out.flush();
            Consumer<EpochMetrics> print = epoch -> {
                out.println(table.row(epoch));
                out.flush();
            };
            if (noFollowOption.noFollow()) {
                reader.read(0, reader.end(), print);
            } else {
                reader.follow(print);
            }
        }
        return 0;
    }

    private void notice(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }

    private static MetricsTable table() {
        if (System.console() == null || "dumb".equals(System.getenv("TERM"))) {
            return MetricsTable.plain();
        }
        int width = Optional.ofNullable(System.getenv("COLUMNS"))
                .filter(columns -> columns.matches("[1-9][0-9]{0,4}"))
                .map(Integer::valueOf)
                .orElse(Integer.MAX_VALUE);
        return MetricsTable.onTerminal(Ansi.AUTO, width);
    }
}
