package cutmix.schemas.image.webp.lossy;

import java.io.IOException;

/** Decodes a row of macroblocks: modes and coefficients, prediction, transforms, and the loop filter. */
final class MacroblockRow {

    private static final int LUMA = 16;
    private static final int CHROMA = 8;
    private static final int BLOCK = 4;

    private final FrameHeader header;
    private final int across;
    private final PredictionModes modes;
    private final Coefficients coefficients;
    private final SubblockPrediction subblocks = new SubblockPrediction();
    private final LoopFilter filter;

    private final Macroblock[] blocks = {new Macroblock(LUMA), new Macroblock(CHROMA), new Macroblock(CHROMA)};
    private final Plane[] planes;
    /** The last rows of the macroblocks above, before they were filtered. */
    private final byte[][] bottoms;

    private final FilterSettings.Strength[] strengths;
    private final boolean[] inner;

    MacroblockRow(FrameHeader header, int across) {
        this.header = header;
        this.across = across;
        this.modes = new PredictionModes(header, across);
        this.coefficients = new Coefficients(header, across);
        this.planes = new Plane[] {new Plane(LUMA, across), new Plane(CHROMA, across), new Plane(CHROMA, across)};
        this.bottoms = new byte[][] {new byte[LUMA * across], new byte[CHROMA * across], new byte[CHROMA * across]};
        this.filter = new LoopFilter(header.filter().simple(), planes[0], planes[1], planes[2]);
        this.strengths = new FilterSettings.Strength[across];
        this.inner = new boolean[across];
    }

    Plane luma() {
        return planes[0];
    }

    Plane blueDifference() {
        return planes[1];
    }

    Plane redDifference() {
        return planes[2];
    }

    /** Keeps this row as the row above the next one. */
    void moveDown() {
        for (Plane plane : planes) {
            plane.moveDown();
        }
    }

    void decode(BoolDecoder modeBits, BoolDecoder coefficientBits, boolean isFirst) throws IOException {
        modes.beginRow();
        coefficients.beginRow(coefficientBits);
        for (Macroblock block : blocks) {
            block.beginRow(isFirst);
        }
        for (int column = 0; column < across; column++) {
            modes.read(modeBits, column);
            coefficients.read(modes, column);
            strengths[column] = header.filter().strength(header.segmentation(), modes.segment(), modes.divided());
            inner[column] = modes.divided() || coefficients.any();
            reconstruct(column, isFirst);
        }
        for (int column = 0; column < across; column++) {
            filter.filter(strengths[column], inner[column], column, !isFirst);
        }
    }

    private void reconstruct(int column, boolean isFirst) {
        for (int i = 0; i < blocks.length; i++) {
            if (column > 0) {
                blocks[i].moveRight();
            }
            if (isFirst) {
                blocks[i].setTop();
            } else {
                blocks[i].setTop(bottoms[i], column * blocks[i].side());
            }
        }
        if (modes.divided()) {
            for (int i = 0; i < 16; i++) {
                int x = BLOCK * (i % 4);
                int y = BLOCK * (i / 4);
                subblocks.predict(blocks[0], modes.subblockMode(i), x, y);
                addBlock(blocks[0], i, x, y);
            }
        } else {
            PlanePrediction.predict(blocks[0], modes.lumaMode(), column > 0, !isFirst);
            addBlocks(blocks[0], 0);
        }
        for (int i = 1; i < blocks.length; i++) {
            PlanePrediction.predict(blocks[i], modes.chromaMode(), column > 0, !isFirst);
            addBlocks(blocks[i], i == 1 ? 16 : 20);
        }
        for (int i = 0; i < blocks.length; i++) {
            int x = column * blocks[i].side();
            blocks[i].saveBottom(bottoms[i], x);
            blocks[i].copyTo(planes[i], x);
        }
    }

    private void addBlocks(Macroblock block, int first) {
        int side = block.side() / BLOCK;
        for (int i = 0; i < side * side; i++) {
            addBlock(block, first + i, BLOCK * (i % side), BLOCK * (i / side));
        }
    }

    private void addBlock(Macroblock block, int number, int x, int y) {
        Transforms.add(
                coefficients.values(), Coefficients.BLOCK * number, block.pixels(), block.at(x, y), block.stride());
    }
}
