/** Decoding of Avro's binary encoding from untrusted bytes. */
package cutmix.schemas.binary;
