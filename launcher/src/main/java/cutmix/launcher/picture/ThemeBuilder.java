package cutmix.launcher.picture;

import java.awt.Color;

/** Builds a {@link Theme} from named values. */
final class ThemeBuilder {
    private Color paper;
    private Color ink;
    private Color faint;
    private Color cutmix;
    private Color plain;
    private Color low;
    private Color high;

    ThemeBuilder() {}

    ThemeBuilder paper(Color value) {
        paper = value;
        return this;
    }

    ThemeBuilder ink(Color value) {
        ink = value;
        return this;
    }

    ThemeBuilder faint(Color value) {
        faint = value;
        return this;
    }

    ThemeBuilder cutmix(Color value) {
        cutmix = value;
        return this;
    }

    ThemeBuilder plain(Color value) {
        plain = value;
        return this;
    }

    ThemeBuilder low(Color value) {
        low = value;
        return this;
    }

    ThemeBuilder high(Color value) {
        high = value;
        return this;
    }

    Theme build() {
        return new Theme(paper, ink, faint, cutmix, plain, low, high);
    }
}
