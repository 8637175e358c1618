package cutmix.trainer.stream;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.kafka.Topics;
import cutmix.trainer.identity.DatasetWatch;
import cutmix.trainer.stream.order.ReadAhead;
import java.time.Duration;
import java.util.Map;

/** Builds {@link ImageTopics} from named values. By default unreadable records end the reading, and no topic is watched. */
public final class ImageTopicsBuilder {
    private Map<String, Object> clientConfig;
    private Topics topics;
    private DatasetInfo info;
    private ReadAhead buffer;
    private Duration brokerTimeout;
    private boolean skipBad;
    private DatasetWatch watch = DatasetWatch.none();

    ImageTopicsBuilder() {}

    public ImageTopicsBuilder clientConfig(Map<String, Object> value) {
        clientConfig = value;
        return this;
    }

    public ImageTopicsBuilder topics(Topics value) {
        topics = value;
        return this;
    }

    public ImageTopicsBuilder info(DatasetInfo value) {
        info = value;
        return this;
    }

    public ImageTopicsBuilder buffer(ReadAhead value) {
        buffer = value;
        return this;
    }

    public ImageTopicsBuilder brokerTimeout(Duration value) {
        brokerTimeout = value;
        return this;
    }

    public ImageTopicsBuilder skipBad(boolean value) {
        skipBad = value;
        return this;
    }

    public ImageTopicsBuilder watch(DatasetWatch value) {
        watch = value;
        return this;
    }

    public ImageTopics build() {
        return new ImageTopics(clientConfig, topics, info, buffer, brokerTimeout, skipBad, watch);
    }
}
