/** Measures the speed of each stage of the pipeline, and prints one row per measurement. */
package cutmix.bench;
