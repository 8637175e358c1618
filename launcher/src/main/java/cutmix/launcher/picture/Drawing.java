package cutmix.launcher.picture;

import java.awt.Graphics2D;

/** Something that can be drawn at any scale. */
public interface Drawing {

    /** In pixels, at scale 1. */
    int width();

    /** In pixels, at scale 1. */
    int height();

    /** Draws it into the rectangle from (0, 0) on, its background too. */
    void draw(Graphics2D graphics);
}
