package cutmix.launcher.picture;

import java.awt.Graphics2D;

/** A drawing that can be rendered at any scale. */
public interface Drawing {

    /** In pixels, at scale 1. */
    int width();

    /** In pixels, at scale 1. */
    int height();

    /** Draws into the rectangle from (0, 0) on, including the background. */
    void draw(Graphics2D graphics);
}
