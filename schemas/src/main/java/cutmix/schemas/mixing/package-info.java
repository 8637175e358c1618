/** The header that records the mixing settings in the mixed topic. */
package cutmix.schemas.mixing;
