/** What the image topics should hold, and what of that is missing: arithmetic, without Kafka. */
package cutmix.loader.log;
