package cutmix.loader;

import cutmix.loader.kafka.ImageProducer;
import cutmix.loader.kafka.LoaderBrokers;
import cutmix.process.KnownArguments;
import cutmix.process.option.Refusal;
import cutmix.schemas.client.ClientSettings;
import cutmix.schemas.failure.FailureHandler;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.lease.ExclusiveWriter;
import cutmix.schemas.lease.LeaseTimes;
import cutmix.schemas.lease.WriterLease;
import io.quarkus.picocli.runtime.PicocliCommandLineFactory;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaProducer;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import picocli.CommandLine;

/** Binds the loader to configuration, channels and the command line. */
class LoaderBeans {

    private static final String CHANNEL = "images";
    private static final FailureHandler FAILURES = FailureHandler.ofService();

    @Produces
    @Singleton
    LoaderBrokers brokers(LoaderConfig config, @Identifier("default-kafka-broker") Map<String, Object> clientConfig) {
        return new LoaderBrokers(clientConfig, config.loader().brokerTimeout());
    }

    @Produces
    @Singleton
    LeaseTimes leaseTimes(LoaderConfig config) {
        return new LeaseTimes(config.loader().sessionTimeout());
    }

    @Produces
    @Singleton
    WriterLease writerLease(LoaderConfig config, LeaseTimes times) {
        Topics topics = new Topics(config.topicPrefix().orElse(""));
        return new WriterLease(ExclusiveWriter.loader(topics, times), System::nanoTime);
    }

    /** Computed settings of the channel's producer, which application.properties cannot express. */
    @Produces
    @Identifier("writer-lease") Map<String, Object> producerConfig(LeaseTimes times) {
        return Map.of(
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                Math.toIntExact(times.delivery().toMillis()),
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Math.toIntExact(times.request().toMillis()));
    }

    /**
     * The channel's own producer. An emitter would need a message and two stages for every record, and buffer at most
     * 128 records. It is injected only because a channel without an emitter is never created.
     */
    @Produces
    @Singleton
    ImageProducer imageProducer(
            LoaderBrokers brokers,
            WriterLease lease,
            KafkaClientService clients,
            @Channel(CHANNEL) Emitter<byte[]> emitter) {
        KafkaProducer<String, byte[]> channel = clients.getProducer(CHANNEL);
        ClientSettings.checkProducer(channel.configuration());
        Function<Producer<String, byte[]>, Producer<String, byte[]>> itself = producer -> producer;
        return new ImageProducer(
                brokers, lease, channel.runOnSendingThread(itself).await().indefinitely());
    }

    @Produces
    CommandLine commandLine(PicocliCommandLineFactory factory) {
        return factory.create()
                .setExecutionStrategy(KnownArguments.ofService())
                .setExecutionExceptionHandler(
                        (failure, command, parsed) -> FAILURES.handle(failure, command.getErr()::println))
                .setParameterExceptionHandler((failure, arguments) -> FAILURES.refuse(
                        Refusal.of(failure), failure.getCommandLine().getErr()::println));
    }
}
