package cutmix.schemas.image.webp.lossless;

import java.io.IOException;

/**
 * Reverses color indexing: pixels were replaced by indices into a palette. With a small palette, several indices share
 * a pixel (3.5.4).
 */
final class ColorIndexing implements Transform {

    private final int width;
    /** The number of indices in a pixel, as a power of two. */
    private final int bits;

    private final int[] palette; // (256), transparent black after its end

    private ColorIndexing(int width, int bits, int[] palette) {
        this.width = width;
        this.bits = bits;
        this.palette = palette;
    }

    static ColorIndexing read(BitReader in, int width) throws IOException {
        int size = 1 + in.read(8);
        EntropyImage stored = EntropyImage.of(in, size, 1);
        int[] palette = new int[256];
        int previous = 0;
        for (int i = 0; i < size; i++) {
            previous = Pixels.sum(previous, stored.next());
            palette[i] = previous;
        }
        return new ColorIndexing(width, size > 16 ? 0 : size > 4 ? 1 : size > 2 ? 2 : 3, palette);
    }

    @Override
    public int storedWidth() {
        return EntropyImage.blocks(width, bits);
    }

    @Override
    public void undo(int[] row, int y) {
        int indexBits = 8 >> bits;
        // From right to left, so that no pixel is overwritten before its indices are read.
        for (int x = width - 1; x >= 0; x--) {
            int packed = row[x >> bits] >> 8;
            int place = x & (1 << bits) - 1;
            row[x] = palette[packed >> place * indexBits & (1 << indexBits) - 1];
        }
    }
}
