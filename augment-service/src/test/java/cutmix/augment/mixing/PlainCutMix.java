package cutmix.augment.mixing;

/**
 * CutMix as it is stated, pixel by pixel and with no thought for speed, to hold the real one against. A pixel is the
 * partner's where its column and its row lie in the cut.
 *
 * @param pixels (height, width, channels), mixed
 * @param baseWeight the share of pixels that stayed the base's
 */
record PlainCutMix(byte[] pixels, double baseWeight) {

    static PlainCutMix mix(
            byte[] base, byte[] partner, int width, int height, int channels, double lambda, int centreX, int centreY) {
        byte[] mixed = new byte[base.length];
        int kept = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean cut = inCut(x, centreX, width, lambda) && inCut(y, centreY, height, lambda);
                kept += cut ? 0 : 1;
                for (int channel = 0; channel < channels; channel++) {
                    int i = channels * (width * y + x) + channel;
                    mixed[i] = cut ? partner[i] : base[i];
                }
            }
        }
        return new PlainCutMix(mixed, kept / (double) (width * height));
    }

    private static boolean inCut(int place, int centre, int side, double lambda) {
        double cutSide = Math.floor(side * Math.sqrt(1 - lambda));
        double half = Math.floor(cutSide / 2);
        boolean empty = half == 0;
        return empty ? place == centre : centre - half <= place && place < centre + half;
    }
}
