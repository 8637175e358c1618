/** Sets of labeled images of one shape, in a fixed order, from any source. */
package cutmix.loader.dataset;
