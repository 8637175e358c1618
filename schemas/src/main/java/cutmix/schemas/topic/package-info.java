/** The identity of Kafka topics, and settings that image topics must not have. */
package cutmix.schemas.topic;
