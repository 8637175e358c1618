/** The sizes of records, and the limits of topics. */
package cutmix.schemas.size;
