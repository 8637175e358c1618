/** Descriptions of datasets, as their readers may rely on them. */
package cutmix.schemas.description;
