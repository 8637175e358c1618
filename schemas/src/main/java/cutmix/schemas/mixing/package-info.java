/** How the records of the mixed topic say by which settings they were mixed. */
package cutmix.schemas.mixing;
