package cutmix.trainer.onednn;

import org.bytedeco.javacpp.FloatPointer;

/**
 * A network's parameters and their gradients by name: {@code LAYER-conv_W}, of shape {@code (out, in, height, width)},
 * {@code LAYER-conv_b}, and {@code _gamma}, {@code _beta}, {@code _mean} and {@code _var} of {@code LAYER-norm}. Their
 * addresses do not change.
 */
public interface Parameters {

    FloatPointer values(String name);

    /**
     * Returns the memory for the gradient of a parameter, in the same order; gradients are summed over the batch, not
     * averaged.
     */
    FloatPointer gradients(String name);
}
