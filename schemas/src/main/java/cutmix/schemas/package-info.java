/**
 * The contract between the services. This package has the generated Avro records; the packages below it have the topics, the
 * forms of records, the order of samples, and what all services say and check in the same way.
 */
package cutmix.schemas;
