package cutmix.schemas.order;

/** The order of the images within an epoch: a permutation of the whole dataset, computed from seed and epoch. */
public final class EpochOrder {

    private EpochOrder() {}

    /**
     * The dataset index at each position of an epoch: a uniform permutation of [0, size), by Fisher and Yates' shuffle
     * (Knuth, The Art of Computer Programming, volume 2, 3.4.2, algorithm P).
     */
    public static int[] permutation(long seed, int epoch, int size) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        SeededRandom random = SeededRandom.of(seed, RandomPurpose.EPOCH_ORDER.id(), epoch);
        for (int i = size - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }
}
