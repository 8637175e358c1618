/**
 * The contract between the services. This package contains the generated Avro records. The packages below it contain
 * the topics, the record formats, the order of samples, and the checks and messages that all services share.
 */
package cutmix.schemas;
