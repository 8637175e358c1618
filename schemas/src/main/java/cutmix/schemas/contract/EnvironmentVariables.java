package cutmix.schemas.contract;

/** The names of environment variables that code reads, sets or names in its own messages. docs/reference/settings.md describes them all. */
public final class EnvironmentVariables {

    /** The addresses of the brokers. */
    public static final String BOOTSTRAP_SERVERS = "KAFKA_BOOTSTRAP_SERVERS";

    /** The prefix of the variables that set properties of all Kafka clients. */
    public static final String KAFKA_PREFIX = "KAFKA_";

    /** The prefix of all topic names of a pipeline. */
    public static final String TOPIC_PREFIX = "CUTMIX_TOPIC_PREFIX";

    /** The address of the schema registry. */
    public static final String REGISTRY_URL = "CUTMIX_REGISTRY_URL";

    /** How a service shows its progress. */
    public static final String PROGRESS = "CUTMIX_PROGRESS";

    /** How long a service waits for brokers and registry at start. */
    public static final String START_TIMEOUT = "CUTMIX_START_TIMEOUT";

    /** How long brokers may take to answer a trainer or a worker. */
    public static final String BROKER_TIMEOUT = "CUTMIX_BROKER_TIMEOUT";

    /** How long a trainer or a worker waits for the description of a dataset. */
    public static final String DATASET_TIMEOUT = "CUTMIX_DATASET_TIMEOUT";

    /** The prefix of the variables that set how workers mix. */
    public static final String AUGMENT_PREFIX = "CUTMIX_AUGMENT_";

    /** The last epochs, which workers do not mix. */
    public static final String AUGMENT_OFF_EPOCHS = "CUTMIX_AUGMENT_OFF_EPOCHS";

    /** The server of the CIFAR-10 archive. */
    public static final String LOADER_CIFAR10_URL = "CUTMIX_LOADER_CIFAR10_URL";

    /** Settings of new topics. */
    public static final String LOADER_TOPIC_CONFIG = "CUTMIX_LOADER_TOPIC_CONFIG";

    /** The replicas of new topics. */
    public static final String LOADER_REPLICATION_FACTOR = "CUTMIX_LOADER_REPLICATION_FACTOR";

    /** How long brokers may take to answer the loader. */
    public static final String LOADER_BROKER_TIMEOUT = "CUTMIX_LOADER_BROKER_TIMEOUT";

    /** How long a loader may be silent before another one takes over. */
    public static final String LOADER_SESSION_TIMEOUT = "CUTMIX_LOADER_SESSION_TIMEOUT";

    /** How long a trainer may be silent before another one takes over. */
    public static final String TRAINER_SESSION_TIMEOUT = "CUTMIX_TRAINER_SESSION_TIMEOUT";

    /** How many epochs a trainer trains. */
    public static final String TRAINER_EPOCHS = "CUTMIX_TRAINER_EPOCHS";

    /** The profiles of a service, in the order of their precedence. */
    public static final String QUARKUS_PROFILE = "QUARKUS_PROFILE";

    /** Whether a service writes each line as a JSON object. */
    public static final String JSON_LOG = "QUARKUS_LOG_CONSOLE_JSON_ENABLED";

    private EnvironmentVariables() {}
}
