/** Kafka topics as such: which one a name stands for now, and settings that image topics cannot have. */
package cutmix.schemas.topic;
