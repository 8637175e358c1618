package cutmix.trainer.stream.order;

import cutmix.schemas.mixing.MixingSettings;
import cutmix.schemas.order.SamplePosition;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One sample of either path.
 *
 * @param at position in the training order
 * @param pixels unsigned bytes of shape {@code (height, width, channels)}
 * @param softLabel one weight for each class; they sum to 1
 * @param mixing mixing settings of the block, if the record states them
 */
public record TrainingSample(SamplePosition at, ByteBuffer pixels, float[] softLabel, Optional<MixingSettings> mixing)
        implements Sample {

    /** Creates a sample whose record does not state how it was mixed. */
    public TrainingSample(SamplePosition at, ByteBuffer pixels, float[] softLabel) {
        this(at, pixels, softLabel, Optional.empty());
    }

    @Override
    public int bytes() {
        return pixels.remaining() + softLabel.length * Float.BYTES;
    }
}
