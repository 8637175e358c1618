package cutmix.augment.mixing;

import cutmix.schemas.order.SeededRandom;

/** Draws the partner of each image of a block. */
final class Partners {

    private Partners() {}

    /**
     * Draws a cyclic permutation of [0, size): each image is once the base and once the partner, and no image is its own
     * partner unless it is the only one (Sattolo, "An algorithm to generate a random cyclic permutation", Information
     * Processing Letters 22(6), 1986).
     */
    static int[] draw(int size, SeededRandom random) {
        int[] partners = new int[size];
        for (int i = 0; i < size; i++) {
            partners[i] = i;
        }
        for (int i = size - 1; i > 0; i--) {
            int j = random.nextInt(i);
            int swapped = partners[i];
            partners[i] = partners[j];
            partners[j] = swapped;
        }
        return partners;
    }
}
