/** Reads the sources of all modules and checks what no compiler checks: the names and the sizes of their parts. */
package cutmix.structure;
