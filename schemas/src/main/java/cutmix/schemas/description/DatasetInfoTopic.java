package cutmix.schemas.description;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.deadletter.DeadLetter;
import cutmix.schemas.deadletter.DeadLetterTopic;
import cutmix.schemas.deadletter.DeadLetters;
import cutmix.schemas.failure.SettingException;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.kafka.BrokerFailure;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.kafka.UngroupedConsumer;
import cutmix.schemas.serde.RecordFormat;
import cutmix.schemas.serde.RegistryValueException;
import cutmix.schemas.waiting.WaitMessages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads the newest {@link DatasetInfo}, without a consumer group. */
public final class DatasetInfoTopic implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final String topic;
    private final String brokers;
    private final Duration brokerTimeout;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final DeadLetters deadLetters;
    private final Deserializer<DatasetInfo> deserializer;

    /**
     * @param clientConfig connection to the brokers: {@code bootstrap.servers} and, where needed, security settings
     * @param brokerTimeout how long a broker may take to answer
     * @param format the record format of the loader
     * @throws UserException if the configuration names no usable broker
     */
    public DatasetInfoTopic(
            Map<String, Object> clientConfig, Topics topics, Duration brokerTimeout, RecordFormat format) {
        this.topic = topics.datasetInfo();
        this.brokers = String.valueOf(clientConfig.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG));
        this.brokerTimeout = brokerTimeout;
        this.deadLetters = new DeadLetterTopic(clientConfig, topics, brokerTimeout);
        this.deserializer = new DescriptionReader(format.deserializer(DatasetInfo.class));
        try {
            consumer = UngroupedConsumer.of(clientConfig).closingAtOnce().create();
        } catch (KafkaException e) {
            throw BrokerFailure.unusable(brokers, e);
        }
    }

    /**
     * Returns the newest record; empty if the topic does not exist or is empty.
     *
     * @throws UserException if no broker answers or accepts this client, or if the newest record cannot be read; that
     *     record is then copied to the dead letter topic
     * @throws SettingException if the newest record was written through a schema registry, but this client has none
     */
    public Optional<DatasetInfo> newest() {
        try {
            return look();
        } catch (TimeoutException e) {
            throw BrokerFailure.unanswered(brokers, brokerTimeout, e);
        }
    }

    /**
     * Returns the newest record, and retries while no broker answers.
     *
     * @param maxWait how long to retry
     * @throws UserException as above
     */
    public Optional<DatasetInfo> newest(Duration maxWait) throws InterruptedException {
        Instant deadline = Instant.now().plus(maxWait);
        while (true) {
            try {
                return look();
            } catch (TimeoutException e) {
                if (Instant.now().isAfter(deadline)) {
                    throw BrokerFailure.unanswered(brokers, brokerTimeout, e);
                }
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    /**
     * Waits until the topic has a record, and retries while no broker answers.
     *
     * @throws UserException if there is no record after the given time, or no broker answers at the end of it
     */
    public DatasetInfo await(Duration maxWait) throws InterruptedException {
        return await(maxWait, WantedEpochs.all(), new WaitMessages(line -> {}, System::nanoTime));
    }

    /**
     * Waits until a record describes enough epochs, and retries while no broker answers.
     *
     * @param lines receives lines for the user about what this process waits for
     * @throws UserException if there is no record after the given time, or no broker answers at the end of it
     */
    public DatasetInfo await(Duration maxWait, WantedEpochs wanted, WaitMessages lines) throws InterruptedException {
        Instant deadline = Instant.now().plus(maxWait);
        while (true) {
            UserException missing;
            try {
                Optional<DatasetInfo> info = look();
                if (info.filter(wanted::areIn).isPresent()) {
                    return info.get();
                }
                lines.waitsFor("Waiting for the loader: topic " + topic + " describes "
                        + info.map(few -> few.getEpochs() + " epochs, fewer than " + wanted)
                                .orElse("no dataset yet"));
                missing = info.map(few -> tooFew(few, wanted, maxWait)).orElseGet(() -> empty(maxWait));
            } catch (TimeoutException e) {
                missing = BrokerFailure.unanswered(brokers, brokerTimeout, e);
            }
            if (Instant.now().isAfter(deadline)) {
                throw missing;
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    private UserException empty(Duration maxWait) {
        return new UserException("topic " + topic + " at " + brokers + " is still empty after " + maxWait.toSeconds()
                + " s: start the loader");
    }

    private UserException tooFew(DatasetInfo few, WantedEpochs wanted, Duration maxWait) {
        return new UserException(
                wanted + " is more than the " + few.getEpochs() + " epochs that topic " + topic + " at " + brokers
                        + " still describes after " + maxWait.toSeconds() + " s: start the loader with --epochs "
                        + wanted.number().orElseThrow());
    }

    private Optional<DatasetInfo> look() {
        try {
            if (consumer.partitionsFor(topic, brokerTimeout).isEmpty()) {
                return Optional.empty();
            }
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition), brokerTimeout).get(partition);
            ConsumerRecord<byte[], byte[]> newest = null;
            Instant deadline = Instant.now().plus(brokerTimeout);
            while (consumer.position(partition, brokerTimeout) < end) {
                if (Instant.now()
                        .isAfter(deadline)) { // Without this, it would never stop reading a topic that was recreated.
                    throw new TimeoutException("topic " + topic + " has not been read to its end");
                }
                for (ConsumerRecord<byte[], byte[]> consumed : consumer.poll(PAUSE)) {
                    newest = consumed;
                }
            }
            return Optional.ofNullable(newest).map(this::decode);
        } catch (AuthenticationException e) {
            throw BrokerFailure.unauthenticated(brokers, e);
        }
    }

    private DatasetInfo decode(ConsumerRecord<byte[], byte[]> consumed) {
        try {
            return deserializer.deserialize(topic, consumed.value());
        } catch (RegistryValueException e) {
            throw new SettingException(DeadLetter.of(consumed, e.getMessage()).place() + ": " + e.getMessage(), e);
        } catch (SerializationException e) {
            DeadLetter letter = DeadLetter.of(consumed, e.getMessage());
            deadLetters.keep(letter, consumed);
            throw new UserException(
                    letter.place() + ": " + letter.reason() + "; the record is kept in topic " + deadLetters.name()
                            + ": delete the topics and load again",
                    e);
        }
    }

    @Override
    public void close() {
        consumer.close();
        deadLetters.close();
    }
}
