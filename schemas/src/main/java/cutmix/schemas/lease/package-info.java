/** Lets one writer write at a time: whoever owns one partition in a consumer group of its name. */
package cutmix.schemas.lease;
