package cutmix.trainer.stream;

import cutmix.schemas.SamplePosition;
import java.nio.ByteBuffer;

/**
 * One sample, as either path delivers it.
 *
 * @param at its place in the training order
 * @param pixels unsigned bytes, // (height, width, channels)
 * @param softLabel one weight a class; they sum to 1
 */
record TrainingSample(SamplePosition at, ByteBuffer pixels, float[] softLabel) implements Sample {

    @Override
    public int bytes() {
        return pixels.remaining() + softLabel.length * Float.BYTES;
    }
}
