/** Decoding of Avro's binary encoding from bytes that nobody vouches for. */
package cutmix.schemas.binary;
