package cutmix.loader.sample;

import cutmix.schemas.order.SeededRandom;
import java.util.function.Function;

/**
 * The classes of the sample dataset: five textures and five shapes. Each class draws a random size, position and angle.
 * The origin is the center of the image; the unit is a pixel.
 */
enum SampleClass {
    HORIZONTAL_STRIPES("horizontal stripes", random -> stripes(random).turned(between(random, -12, 12))),
    VERTICAL_STRIPES("vertical stripes", random -> stripes(random).turned(between(random, 78, 102))),
    DIAGONAL_STRIPES("diagonal stripes", random -> stripes(random)
            .turned(between(random, 33, 57) + (random.nextInt(2) == 0 ? 0 : 90))),
    CHECKERBOARD("checkerboard", SampleClass::checkerboard),
    DOTS("dots", SampleClass::dots),
    RINGS("rings", SampleClass::rings),
    DISC("disc", SampleClass::disc),
    TRIANGLE("triangle", SampleClass::triangle),
    CROSS("cross", SampleClass::cross),
    FRAME("frame", SampleClass::frame);

    private final String label;
    private final Function<SeededRandom, SignedDistance> figure;

    SampleClass(String label, Function<SeededRandom, SignedDistance> figure) {
        this.label = label;
        this.figure = figure;
    }

    String label() {
        return label;
    }

    /** Draws one figure of this class. */
    SignedDistance draw(SeededRandom random) {
        return figure.apply(random);
    }

    private static SignedDistance stripes(SeededRandom random) {
        double period = between(random, 5, 10);
        double phase = between(random, 0, period);
        return (x, y) -> wave(y + phase, period);
    }

    private static SignedDistance checkerboard(SeededRandom random) {
        double period = between(random, 8, 14);
        double right = between(random, 0, period);
        double down = between(random, 0, period);
        SignedDistance board = (x, y) -> {
            double columns = wave(x + right, period);
            double rows = wave(y + down, period);
            double nearest = Math.min(Math.abs(columns), Math.abs(rows));
            return columns < 0 == rows < 0 ? -nearest : nearest;
        };
        return board.turned(between(random, -12, 12));
    }

    private static SignedDistance dots(SeededRandom random) {
        double spacing = between(random, 6.5, 10);
        double radius = spacing * between(random, 0.27, 0.34);
        double right = between(random, 0, spacing);
        double down = between(random, 0, spacing);
        SignedDistance grid =
                (x, y) -> length(fromNearest(x + right, spacing), fromNearest(y + down, spacing)) - radius;
        return grid.turned(between(random, -20, 20));
    }

    private static SignedDistance rings(SeededRandom random) {
        double period = between(random, 6, 9);
        double phase = between(random, 0, period);
        SignedDistance rings = (x, y) -> wave(length(x, y) + phase, period);
        return rings.moved(between(random, -6, 6), between(random, -6, 6));
    }

    private static SignedDistance disc(SeededRandom random) {
        double radius = between(random, 6, 11);
        return placed(random, 14 - radius, (x, y) -> length(x, y) - radius);
    }

    private static SignedDistance triangle(SeededRandom random) {
        double radius = between(random, 5, 7);
        double slant = StrictMath.sqrt(0.75);
        SignedDistance triangle = (x, y) -> Math.max(y, slant * Math.abs(x) - 0.5 * y) - radius;
        return placed(random, 4, triangle.turned(between(random, -25, 25)));
    }

    private static SignedDistance cross(SeededRandom random) {
        double arm = between(random, 9, 13);
        double thickness = between(random, 2, 3.5);
        SignedDistance cross = (x, y) -> {
            double along = Math.max(Math.abs(x), Math.abs(y));
            double across = Math.min(Math.abs(x), Math.abs(y));
            return Math.max(along - arm, across - thickness);
        };
        return placed(random, 15 - arm, cross.turned(between(random, -20, 20)));
    }

    private static SignedDistance frame(SeededRandom random) {
        double middle = between(random, 7, 11);
        double thickness = between(random, 1.5, 2.5);
        SignedDistance frame = (x, y) -> Math.abs(Math.max(Math.abs(x), Math.abs(y)) - middle) - thickness;
        return placed(random, 13 - middle, frame.turned(between(random, -20, 20)));
    }

    private static SignedDistance placed(SeededRandom random, double reach, SignedDistance figure) {
        return figure.moved(between(random, -reach, reach), between(random, -reach, reach));
    }

    /** Returns the signed distance to bands that are half a period wide, one in each period. */
    private static double wave(double x, double period) {
        return Math.abs(fromNearest(x, period)) - period / 4;
    }

    private static double fromNearest(double x, double period) {
        return x - period * Math.rint(x / period);
    }

    private static double length(double x, double y) {
        return Math.sqrt(x * x + y * y);
    }

    private static double between(SeededRandom random, double least, double most) {
        return least + (most - least) * random.nextDouble();
    }
}
