package cutmix.schemas.image.webp.lossy;

/** Smooths the edges of macroblocks and of their blocks (section 15). */
final class LoopFilter {

    private static final int BLOCK = 4;

    private final boolean simple;
    private final Plane luma;
    private final Plane[] chroma;

    LoopFilter(boolean simple, Plane luma, Plane... chroma) {
        this.simple = simple;
        this.luma = luma;
        this.chroma = chroma;
    }

    /**
     * Filters a macroblock of the current row. The macroblocks to its left and above must already be filtered.
     *
     * @param inner whether to filter the inner block edges, too
     */
    void filter(FilterSettings.Strength strength, boolean inner, int column, boolean hasTop) {
        if (strength.edge() == 0) {
            return;
        }
        filter(luma, strength, inner, column, hasTop);
        for (int i = 0; i < chroma.length && !simple; i++) {
            filter(chroma[i], strength, inner, column, hasTop);
        }
    }

    private void filter(Plane plane, FilterSettings.Strength strength, boolean inner, int column, boolean hasTop) {
        int begin = plane.current(0) + column * plane.side();
        int stride = plane.stride();
        if (column > 0) {
            edge(plane, begin, 1, stride, strength, true);
        }
        for (int x = BLOCK; inner && x < plane.side(); x += BLOCK) {
            edge(plane, begin + x, 1, stride, strength, false);
        }
        if (hasTop) {
            edge(plane, begin, stride, 1, strength, true);
        }
        for (int y = BLOCK; inner && y < plane.side(); y += BLOCK) {
            edge(plane, begin + y * stride, stride, 1, strength, false);
        }
    }

    /**
     * @param begin the first pixel after the edge
     * @param across step across the edge
     * @param along step along the edge
     * @param outer whether it is an edge of a macroblock
     */
    private void edge(Plane plane, int begin, int across, int along, FilterSettings.Strength strength, boolean outer) {
        byte[] p = plane.pixels();
        int limit = 2 * (strength.edge() + (outer ? 4 : 0)) + 1;
        for (int i = 0, at = begin; i < plane.side(); i++, at += along) {
            int step = difference(p, at - across, at);
            if (4 * step + difference(p, at - 2 * across, at + across) > limit) {
                continue;
            }
            if (simple) {
                two(p, at, across);
            } else if (isSmooth(p, at, across, strength.interior())) {
                boolean varies = difference(p, at - 2 * across, at - across) > strength.variance()
                        || difference(p, at + across, at) > strength.variance();
                if (varies) {
                    two(p, at, across);
                } else if (outer) {
                    six(p, at, across);
                } else {
                    four(p, at, across);
                }
            }
        }
    }

    private static boolean isSmooth(byte[] p, int at, int across, int limit) {
        return difference(p, at - 4 * across, at - 3 * across) <= limit
                && difference(p, at - 3 * across, at - 2 * across) <= limit
                && difference(p, at - 2 * across, at - across) <= limit
                && difference(p, at + 3 * across, at + 2 * across) <= limit
                && difference(p, at + 2 * across, at + across) <= limit
                && difference(p, at + across, at) <= limit;
    }

    private static void two(byte[] p, int at, int across) {
        int a = 3 * step(p, at, across) + signed(difference2(p, at, across));
        add(p, at - across, small(a + 3 >> 3));
        add(p, at, -small(a + 4 >> 3));
    }

    private static void four(byte[] p, int at, int across) {
        int a = 3 * step(p, at, across);
        int right = small(a + 4 >> 3);
        int outer = right + 1 >> 1;
        add(p, at - 2 * across, outer);
        add(p, at - across, small(a + 3 >> 3));
        add(p, at, -right);
        add(p, at + across, -outer);
    }

    private static void six(byte[] p, int at, int across) {
        int a = signed(3 * step(p, at, across) + signed(difference2(p, at, across)));
        for (int distance = 0; distance < 3; distance++) {
            int change = (27 - 9 * distance) * a + 63 >> 7;
            add(p, at - (distance + 1) * across, change);
            add(p, at + distance * across, -change);
        }
    }

    /** Returns the difference from the pixel before the edge to the pixel after it. */
    private static int step(byte[] p, int at, int across) {
        return (p[at] & 0xFF) - (p[at - across] & 0xFF);
    }

    /** Returns the difference from the second pixel after the edge to the second pixel before it. */
    private static int difference2(byte[] p, int at, int across) {
        return (p[at - 2 * across] & 0xFF) - (p[at + across] & 0xFF);
    }

    private static int difference(byte[] p, int a, int b) {
        return Math.abs((p[a] & 0xFF) - (p[b] & 0xFF));
    }

    private static void add(byte[] p, int at, int change) {
        p[at] = (byte) Transforms.clamped((p[at] & 0xFF) + change);
    }

    /** Clamps a value to the range of a signed byte. */
    private static int signed(int value) {
        return Math.max(-128, Math.min(127, value));
    }

    private static int small(int value) {
        return Math.max(-16, Math.min(15, value));
    }
}
