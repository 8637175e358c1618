package cutmix.schemas.image.source;

/**
 * The orientation of the stored rows and columns relative to the upright image (EXIF 2.32, tag 0x0112). The constants
 * have the order of the tag's values.
 */
public enum Orientation {
    UPRIGHT(false, false, false),
    MIRRORED(false, false, true),
    UPSIDE_DOWN(false, true, true),
    MIRRORED_UPSIDE_DOWN(false, true, false),
    TRANSPOSED(true, false, false),
    TURNED_LEFT(true, true, false),
    TRANSVERSE(true, true, true),
    TURNED_RIGHT(true, false, true);

    private static final int CHANNELS = 3;

    private final boolean swapsAxes;
    private final boolean rowsReversed;
    private final boolean columnsReversed;

    Orientation(boolean swapsAxes, boolean rowsReversed, boolean columnsReversed) {
        this.swapsAxes = swapsAxes;
        this.rowsReversed = rowsReversed;
        this.columnsReversed = columnsReversed;
    }

    /** Returns the orientation of a tag's value; {@link #UPRIGHT} if the value is not from 1 to 8. */
    public static Orientation ofTag(int value) {
        return value >= 1 && value <= values().length ? values()[value - 1] : UPRIGHT;
    }

    /** Returns whether stored rows are columns of the upright image. */
    public boolean swapsAxes() {
        return swapsAxes;
    }

    /**
     * Rotates or mirrors an image to make it upright.
     *
     * @param stored pixels of shape {@code (stored height, stored width, 3)}
     * @param height height of the upright image
     * @param width width of the upright image
     * @return pixels of shape {@code (height, width, 3)}
     */
    public byte[] upright(byte[] stored, int height, int width) {
        if (this == UPRIGHT) {
            return stored;
        }
        int storedHeight = swapsAxes ? width : height;
        int storedWidth = swapsAxes ? height : width;
        byte[] upright = new byte[stored.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int row = swapsAxes ? x : y;
                int column = swapsAxes ? y : x;
                int from = (rowsReversed ? storedHeight - 1 - row : row) * storedWidth
                        + (columnsReversed ? storedWidth - 1 - column : column);
                System.arraycopy(stored, CHANNELS * from, upright, CHANNELS * (y * width + x), CHANNELS);
            }
        }
        return upright;
    }
}
