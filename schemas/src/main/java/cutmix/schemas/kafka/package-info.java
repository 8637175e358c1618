/** The topics of a pipeline by their names, and how services reach the brokers. */
package cutmix.schemas.kafka;
