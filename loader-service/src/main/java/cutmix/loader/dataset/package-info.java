/** Sets of labeled images of one shape, in a fixed order, whatever they were read from. */
package cutmix.loader.dataset;
