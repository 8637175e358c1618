package cutmix.loader.log;

/** The order of the images in each epoch. */
@FunctionalInterface
public interface EpochSequence {

    /** Returns the dataset index at each position of an epoch. Epochs count from 1. */
    int[] order(int epoch);
}
