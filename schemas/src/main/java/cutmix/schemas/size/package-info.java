/** How large records are, and what takes them. */
package cutmix.schemas.size;
