package cutmix.loader;

import cutmix.loader.dataset.Dataset;
import cutmix.loader.dataset.ImageShape;
import cutmix.loader.kafka.LoaderBrokers;
import cutmix.loader.kafka.MetricsTopic;
import cutmix.loader.log.EpochRetention;
import cutmix.loader.log.TrainedEpochs;
import cutmix.process.option.MaxEpochsAheadOption;
import cutmix.process.option.NumberOption;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.lease.WriterLease;
import cutmix.schemas.order.EpochLayout;
import cutmix.schemas.text.RunName;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that make the loader wait for training. */
final class PaceOptions extends MaxEpochsAheadOption {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--runs",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Names of the runs that --max-epochs-ahead waits for (default: all runs that publish metrics).")
    private List<String> runs = List.of();

    /** @throws ParameterException if the options are inconsistent */
    void check() {
        if (maxEpochsAhead() == null && !runs.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--runs needs --max-epochs-ahead");
        }
        NumberOption.MAX_EPOCHS_AHEAD.check(spec.commandLine(), maxEpochsAhead());
        runs.forEach(run -> RunName.refusal("--runs", run).ifPresent(refusal -> {
            throw new ParameterException(spec.commandLine(), refusal);
        }));
    }

    /** Returns the retention of new topics; empty if the loader does not wait, so that they keep all epochs. */
    Optional<EpochRetention> retention(Dataset dataset, int partitions) {
        return Optional.ofNullable(maxEpochsAhead()).map(epochs -> {
            ImageShape shape = dataset.shape();
            return new EpochRetention(
                    new EpochLayout(dataset.train().size(), partitions),
                    shape.height() * shape.width() * shape.channels(),
                    dataset.classNames().size(),
                    epochs);
        });
    }

    /**
     * Opens the pace that the options describe.
     *
     * @param lease lease of the loader; waiting ends with it
     * @param flush flushes the written records before the loader waits
     * @param notices receives a line that names the run that the loader waits for
     */
    Pace open(LoaderBrokers brokers, Topics topics, WriterLease lease, Runnable flush, Consumer<String> notices) {
        return maxEpochsAhead() == null
                ? Pace.unlimited()
                : new TrainingPace(
                        maxEpochsAhead(),
                        new TrainedEpochs(runs),
                        new MetricsTopic(brokers, topics, lease, notices),
                        flush,
                        notices,
                        System::nanoTime);
    }
}
