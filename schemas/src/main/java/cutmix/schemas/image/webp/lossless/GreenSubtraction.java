package cutmix.schemas.image.webp.lossless;

/** Reverses the subtraction of green from red and blue (3.5.3). */
record GreenSubtraction(int storedWidth) implements Transform {

    @Override
    public void undo(int[] row, int y) {
        for (int x = 0; x < storedWidth; x++) {
            int pixel = row[x];
            int green = pixel >> 8 & 0xFF;
            int redAndBlue = (pixel & 0xFF00FF) + (green << 16 | green) & 0xFF00FF;
            row[x] = pixel & 0xFF00FF00 | redAndBlue;
        }
    }
}
