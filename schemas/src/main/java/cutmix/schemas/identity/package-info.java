/** The identity that distinguishes the records of different datasets. */
package cutmix.schemas.identity;
