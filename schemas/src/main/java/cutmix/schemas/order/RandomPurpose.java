package cutmix.schemas.order;

/**
 * The purpose of random numbers. It is the second number of every {@link SeededRandom} path, so that no two purposes
 * share random numbers. The ids are part of the contract and never change.
 */
public enum RandomPurpose {
    /** The order of an epoch: path (purpose, epoch). */
    EPOCH_ORDER(1),
    /** The partners within a block: path (purpose, epoch, first position of the block). */
    PARTNERS(2),
    /** The mixing of one sample: path (purpose, epoch, position). */
    MIXING(3),
    /** One image of the sample dataset: path (purpose, split, index). */
    SAMPLE_IMAGE(4),
    /** The initial weights of one layer: path (purpose, layer). */
    INITIAL_WEIGHTS(5),
    /** The flip and shift of one image: path (purpose, epoch, position). */
    FLIP_AND_CROP(6);

    private final long id;

    RandomPurpose(long id) {
        this.id = id;
    }

    /** Returns the number of this purpose in a path. */
    public long id() {
        return id;
    }
}
