package cutmix.trainer.onednn;

import org.bytedeco.javacpp.FloatPointer;

/**
 * A network's parameters and their gradients, by name: {@code LAYER-conv_W}, // (out, in, height, width), {@code LAYER-conv_b},
 * and {@code _gamma}, {@code _beta}, {@code _mean} and {@code _var} of {@code LAYER-norm}. They stay where they are.
 */
public interface Parameters {

    FloatPointer values(String name);

    /** Where the gradient of the same parameter goes, in the same order; summed over the batch, not averaged. */
    FloatPointer gradients(String name);
}
