package cutmix.launcher.picture;

import cutmix.schemas.failure.FailureLine;
import cutmix.schemas.failure.UserException;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** Checks whether this machine can draw text. */
public final class Fonts {

    private Fonts() {}

    /**
     * Draws a letter off screen.
     *
     * @throws UserException if that fails because no font, or a part of AWT, is installed
     */
    public static void require() {
        try {
            Graphics2D graphics = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB).createGraphics();
            graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 8));
            graphics.drawString("x", 0, 8);
            graphics.dispose();
        } catch (Error | RuntimeException e) {
            // The JDK has no specific exception: its versions throw errors of many kinds.
            throw new UserException(
                    "this machine cannot draw text (" + reason(e)
                            + "): install a font, in Debian the packages fontconfig and fonts-dejavu-core",
                    e);
        }
    }

    private static String reason(Throwable failure) {
        Throwable deepest = FailureLine.rootCause(failure);
        return String.valueOf(deepest.getMessage())
                .lines()
                .findFirst()
                .orElse(deepest.getClass().getSimpleName());
    }
}
