package cutmix.schemas.image.webp.lossless;

import java.io.IOException;

/**
 * Reverses the color transform: red and blue were predicted from green, and blue from red, with different factors for
 * each block (3.5.2).
 */
final class ColorTransform implements Transform {

    private final int width;
    private final int bits;
    private final int blocksAcross;
    private final byte[] factors; // (blocks, 3): green to red, green to blue, red to blue

    private ColorTransform(int width, int bits, int blocksAcross, byte[] factors) {
        this.width = width;
        this.bits = bits;
        this.blocksAcross = blocksAcross;
        this.factors = factors;
    }

    static ColorTransform read(BitReader in, int width, int height) throws IOException {
        int bits = 2 + in.read(3);
        int across = EntropyImage.blocks(width, bits);
        int down = EntropyImage.blocks(height, bits);
        EntropyImage stored = EntropyImage.of(in, across, down);
        byte[] factors = new byte[3 * across * down];
        for (int i = 0; i < factors.length; i += 3) {
            int pixel = stored.next();
            factors[i] = (byte) pixel;
            factors[i + 1] = (byte) (pixel >> 8);
            factors[i + 2] = (byte) (pixel >> 16);
        }
        return new ColorTransform(width, bits, across, factors);
    }

    @Override
    public int storedWidth() {
        return width;
    }

    @Override
    public void undo(int[] row, int y) {
        for (int x = 0; x < width; x++) {
            int block = 3 * ((y >> bits) * blocksAcross + (x >> bits));
            byte green = (byte) (row[x] >> 8);
            int red = (row[x] >> 16) + product(factors[block], green) & 0xFF;
            int blue = row[x] + product(factors[block + 1], green) + product(factors[block + 2], (byte) red) & 0xFF;
            row[x] = row[x] & 0xFF00FF00 | red << 16 | blue;
        }
    }

    private static int product(byte factor, byte color) {
        return factor * color >> 5;
    }
}
