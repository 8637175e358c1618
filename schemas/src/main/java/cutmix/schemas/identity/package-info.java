/** What tells the records of one dataset from those of another. */
package cutmix.schemas.identity;
