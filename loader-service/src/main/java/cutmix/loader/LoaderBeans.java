package cutmix.loader;

import cutmix.loader.kafka.Brokers;
import cutmix.loader.kafka.ImageProducer;
import io.quarkus.picocli.runtime.PicocliCommandLineFactory;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaProducer;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import picocli.CommandLine;

/** Binds the loader to configuration, channels and the command line. */
class LoaderBeans {

    private static final String CHANNEL = "images";

    @Produces
    @Singleton
    Brokers brokers(LoaderConfig config, @Identifier("default-kafka-broker") Map<String, Object> clientConfig) {
        return new Brokers(clientConfig, config.loader().brokerTimeout());
    }

    /**
     * The producer of the channel itself: an emitter would cost every record a message and two stages, and hold no more than
     * 128. The emitter is asked for because a channel without one is never made.
     */
    @Produces
    @Singleton
    ImageProducer imageProducer(
            Brokers brokers, KafkaClientService clients, @Channel(CHANNEL) Emitter<byte[]> emitter) {
        KafkaProducer<String, byte[]> channel = clients.getProducer(CHANNEL);
        Function<Producer<String, byte[]>, Producer<String, byte[]>> itself = producer -> producer;
        return new ImageProducer(
                brokers, channel.runOnSendingThread(itself).await().indefinitely());
    }

    @Produces
    CommandLine commandLine(PicocliCommandLineFactory factory) {
        return factory.create()
                .setExecutionExceptionHandler(ErrorLines::ofExecution)
                .setParameterExceptionHandler(ErrorLines::ofUsage);
    }
}
