package cutmix.launcher.picture;

import cutmix.schemas.contract.PathNames;
import java.awt.Color;

/**
 * The colors of a chart. People with color blindness can distinguish those of the two paths: Okabe and Ito, "Color
 * universal design", 2008.
 *
 * @param ink color of text
 * @param faint color of guide lines
 * @param low first color of the sequential scale
 * @param high last color of the sequential scale
 */
public record Theme(Color paper, Color ink, Color faint, Color cutmix, Color plain, Color low, Color high) {

    public static final Theme LIGHT = builder()
            .paper(Color.WHITE)
            .ink(new Color(0x1F2328))
            .faint(new Color(0xDDE1E6))
            .cutmix(new Color(0x0072B2))
            .plain(new Color(0xD55E00))
            .low(new Color(0xF4F7FA))
            .high(new Color(0x08457E))
            .build();

    public static final Theme DARK = builder()
            .paper(new Color(0x161B22))
            .ink(new Color(0xE6EDF3))
            .faint(new Color(0x30363D))
            .cutmix(new Color(0x56B4E9))
            .plain(new Color(0xE69F00))
            .low(new Color(0x1E252D))
            .high(new Color(0x9CD3F7))
            .build();

    private static ThemeBuilder builder() {
        return new ThemeBuilder();
    }

    /** Returns the color of a path. */
    Color of(String path) {
        return path.equals(PathNames.CUTMIX) ? cutmix : plain;
    }

    /** Returns a color of the sequential scale. */
    Color scale(double share) {
        return new Color(
                between(low.getRed(), high.getRed(), share),
                between(low.getGreen(), high.getGreen(), share),
                between(low.getBlue(), high.getBlue(), share));
    }

    /** Returns the color of ink or of paper, whichever is more readable on a color. */
    Color on(Color background) {
        return Math.abs(luma(background) - luma(ink)) > Math.abs(luma(background) - luma(paper)) ? ink : paper;
    }

    private static double luma(Color color) {
        return 0.299 * color.getRed() + 0.587 * color.getGreen() + 0.114 * color.getBlue();
    }

    private static int between(int from, int to, double share) {
        return (int) Math.round(from + (to - from) * share);
    }
}
