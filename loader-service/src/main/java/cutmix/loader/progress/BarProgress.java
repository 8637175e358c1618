package cutmix.loader.progress;

import java.io.PrintStream;
import java.nio.charset.Charset;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar for terminals. */
public final class BarProgress implements LoadProgress {

    private final PrintStream out;

    public BarProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public Stage begin(ProgressTask work) {
        boolean bytes = work.unitBytes() == 1;
        boolean blocks = Charset.defaultCharset().newEncoder().canEncode('█');
        ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(work.name())
                .setUnit(bytes ? " MB" : "", bytes ? 1_000_000 : 1)
                .setInitialMax(work.total())
                .startsFrom(work.before(), Duration.ZERO)
                .setStyle(blocks ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .showSpeed(new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT)))
                .setConsumer(new ConsoleProgressBarConsumer(out))
                .build();
        return new BarStage(bar);
    }

    private record BarStage(ProgressBar bar) implements Stage {

        @Override
        public void reach(long done) {
            bar.stepTo(done);
        }

        @Override
        public void detail(String words) {
            bar.setExtraMessage(" " + words);
        }

        @Override
        public void close() {
            bar.close();
        }
    }
}
