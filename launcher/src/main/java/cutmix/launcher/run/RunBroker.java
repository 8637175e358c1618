package cutmix.launcher.run;

import cutmix.broker.KafkaBroker;
import cutmix.launcher.data.BrokerData;
import cutmix.launcher.installation.Installation;
import cutmix.launcher.plan.RunPlan;
import cutmix.schemas.failure.UserException;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.util.Optional;
import java.util.function.Consumer;

/** The brokers of a run: existing brokers, or a broker that starts and ends with the run. */
sealed interface RunBroker extends AutoCloseable {

    String bootstrapServers();

    /** Calls {@code action} with the reason when a broker that was started for this run ends. */
    void onExit(Consumer<String> action);

    @Override
    void close();

    /** Returns the brokers that the plan requests. */
    static RunBroker open(Installation installation, RunPlan plan) throws InterruptedException {
        RunPlan.Processes processes = plan.processes();
        if (processes.bootstrapServers() != null) {
            return new Existing(processes.bootstrapServers());
        }
        try {
            Optional<FileLock> claim =
                    processes.keepData() ? Optional.empty() : Optional.of(new BrokerData(plan.brokerFolder()).claim());
            KafkaBroker broker =
                    KafkaBroker.startPreferring(installation.brokerHome(), plan.brokerFolder(), processes.brokerPort());
            return new Started(broker, plan, claim);
        } catch (IOException e) {
            throw new UserException("no Kafka broker: " + e.getMessage(), e);
        }
    }

    /** Existing brokers, which the run neither starts nor stops. */
    record Existing(String bootstrapServers) implements RunBroker {

        @Override
        public void onExit(Consumer<String> action) {}

        @Override
        public void close() {}
    }

    /**
     * A broker that is started for this run.
     *
     * @param claim lock on its data, held while this process lives
     */
    record Started(KafkaBroker broker, RunPlan plan, Optional<FileLock> claim) implements RunBroker {

        @Override
        public String bootstrapServers() {
            return broker.bootstrapServers();
        }

        @Override
        public void onExit(Consumer<String> action) {
            broker.process().onExit().thenRun(() -> action.accept(broker.endReason()));
        }

        @Override
        public void close() {
            broker.close();
            discardData(plan);
        }
    }

    /** Removes the data of this run's broker after the broker has ended, unless the plan keeps the data. */
    static void discardData(RunPlan plan) {
        // An interruption and the end of the run may both call this.
        synchronized (RunBroker.class) {
            if (plan.processes().keepData()) {
                return;
            }
            try {
                new BrokerData(plan.brokerFolder()).remove();
            } catch (IOException e) {
                throw new UserException(
                        "the broker's data in " + plan.brokerFolder() + " could not be removed (" + e
                                + "): remove that folder yourself",
                        e);
            }
        }
    }
}
