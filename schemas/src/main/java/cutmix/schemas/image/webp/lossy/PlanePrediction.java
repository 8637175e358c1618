package cutmix.schemas.image.webp.lossy;

/** Predicts a whole plane of a macroblock (12.2 and 12.3). */
final class PlanePrediction {

    private static final int MIDDLE = 128;

    private PlanePrediction() {}

    /**
     * @param hasLeft whether there is a macroblock to the left
     * @param hasTop whether there is a macroblock above
     */
    static void predict(Macroblock block, int mode, boolean hasLeft, boolean hasTop) {
        int side = block.side();
        int mean = mode == PredictionModes.DC ? mean(block, hasLeft, hasTop) : 0;
        int corner = block.get(-1, -1);
        for (int y = 0; y < side; y++) {
            int left = block.get(-1, y);
            for (int x = 0; x < side; x++) {
                int top = block.get(x, -1);
                block.set(
                        x,
                        y,
                        switch (mode) {
                            case PredictionModes.DC -> mean;
                            case PredictionModes.VERTICAL -> top;
                            case PredictionModes.HORIZONTAL -> left;
                            default -> Transforms.clamped(left + top - corner);
                        });
            }
        }
    }

    private static int mean(Macroblock block, boolean hasLeft, boolean hasTop) {
        if (!hasLeft && !hasTop) {
            return MIDDLE;
        }
        int side = block.side();
        int sum = 0;
        for (int i = 0; i < side; i++) {
            sum += (hasLeft ? block.get(-1, i) : 0) + (hasTop ? block.get(i, -1) : 0);
        }
        int count = hasLeft && hasTop ? 2 * side : side;
        return (sum + count / 2) / count;
    }
}
