/** Where each sample of each epoch lies, and the random numbers that everything drawn comes from. */
package cutmix.schemas.order;
