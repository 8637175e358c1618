package cutmix.augment.mixing;

import cutmix.schemas.order.SeededRandom;

/** Who is pasted onto whom within a block. */
final class Partners {

    private Partners() {}

    /**
     * Each image's partner: a cyclic permutation of [0, size), so that each image serves once as base and once as partner,
     * and none is its own partner unless it is alone (Sattolo, "An algorithm to generate a random cyclic permutation",
     * Information Processing Letters 22(6), 1986).
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
