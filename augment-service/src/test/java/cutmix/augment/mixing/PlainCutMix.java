package cutmix.augment.mixing;

/**
 * Reference implementation of CutMix, pixel by pixel. A pixel is the partner's if its column and its row are in the
 * cut.
 *
 * @param pixels mixed pixels, (height, width, channels)
 * @param baseWeight share of the pixels of the base
 */
record PlainCutMix(byte[] pixels, double baseWeight) {

    static PlainCutMix mix(
            byte[] base, byte[] partner, int width, int height, int channels, double lambda, int centerX, int centerY) {
        byte[] mixed = new byte[base.length];
        int kept = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean cut = inCut(x, centerX, width, lambda) && inCut(y, centerY, height, lambda);
                kept += cut ? 0 : 1;
                for (int channel = 0; channel < channels; channel++) {
                    int i = channels * (width * y + x) + channel;
                    mixed[i] = cut ? partner[i] : base[i];
                }
            }
        }
        return new PlainCutMix(mixed, kept / (double) (width * height));
    }

    private static boolean inCut(int place, int center, int side, double lambda) {
        double cutSide = Math.floor(side * Math.sqrt(1 - lambda));
        double half = Math.floor(cutSide / 2);
        boolean empty = half == 0;
        return empty ? place == center : center - half <= place && place < center + half;
    }
}
