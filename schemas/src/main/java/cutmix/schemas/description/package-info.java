/** Reading and checking the descriptions of datasets. */
package cutmix.schemas.description;
