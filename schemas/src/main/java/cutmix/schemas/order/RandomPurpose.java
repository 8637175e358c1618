package cutmix.schemas.order;

/**
 * What random numbers are drawn for: the second number of every {@link SeededRandom} path, so that no two uses share
 * numbers. The ids are part of the contract and never change.
 */
public enum RandomPurpose {
    /** The order of an epoch: path (purpose, epoch). */
    EPOCH_ORDER(1),
    /** The partners within a block: path (purpose, epoch, first position of the block). */
    PARTNERS(2),
    /** How one sample is mixed: path (purpose, epoch, position). */
    MIXING(3),
    /** One image of the sample dataset: path (purpose, split, index). */
    SAMPLE_IMAGE(4),
    /** The initial weights of one layer: path (purpose, layer). */
    INITIAL_WEIGHTS(5),
    /** How one image is flipped and shifted: path (purpose, epoch, position). */
    FLIP_AND_CROP(6);

    private final long id;

    RandomPurpose(long id) {
        this.id = id;
    }

    /** The number that stands for this purpose in a path. */
    public long id() {
        return id;
    }
}
