/** The layout of samples in topics, and the seeded random numbers that determine orders and draws. */
package cutmix.schemas.order;
