package cutmix.trainer.stream.order;

import cutmix.schemas.mixing.MixingSettings;
import cutmix.schemas.order.SamplePosition;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One sample, as either path delivers it.
 *
 * @param at its place in the training order
 * @param pixels unsigned bytes, // (height, width, channels)
 * @param softLabel one weight a class; they sum to 1
 * @param mixing by which its block was mixed, where its record says so
 */
public record TrainingSample(SamplePosition at, ByteBuffer pixels, float[] softLabel, Optional<MixingSettings> mixing)
        implements Sample {

    /** One whose record does not say how it was mixed. */
    public TrainingSample(SamplePosition at, ByteBuffer pixels, float[] softLabel) {
        this(at, pixels, softLabel, Optional.empty());
    }

    @Override
    public int bytes() {
        return pixels.remaining() + softLabel.length * Float.BYTES;
    }
}
