package cutmix.schemas.order;

/**
 * A position in the training order.
 *
 * @param epoch counted from 1
 * @param position position within the epoch, counted from 0
 */
public record SamplePosition(int epoch, int position) {

    public SamplePosition {
        if (epoch < 1) {
            throw new IllegalArgumentException("epoch " + epoch + " is not at least 1");
        }
        if (position < 0) {
            throw new IllegalArgumentException("position " + position + " is negative");
        }
    }

    @Override
    public String toString() {
        return "epoch " + epoch + ", position " + position;
    }
}
