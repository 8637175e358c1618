package cutmix.launcher.report;

/** Builds an {@link EmbeddedPicture} from named values. The caption is empty by default. */
final class EmbeddedPictureBuilder {
    private String title;
    private String light;
    private String dark;
    private String alt;
    private int width;
    private int height;
    private String caption = "";

    EmbeddedPictureBuilder() {}

    EmbeddedPictureBuilder title(String value) {
        title = value;
        return this;
    }

    EmbeddedPictureBuilder light(String value) {
        light = value;
        return this;
    }

    EmbeddedPictureBuilder dark(String value) {
        dark = value;
        return this;
    }

    EmbeddedPictureBuilder alt(String value) {
        alt = value;
        return this;
    }

    EmbeddedPictureBuilder width(int value) {
        width = value;
        return this;
    }

    EmbeddedPictureBuilder height(int value) {
        height = value;
        return this;
    }

    EmbeddedPictureBuilder caption(String value) {
        caption = value;
        return this;
    }

    EmbeddedPicture build() {
        return new EmbeddedPicture(title, light, dark, alt, width, height, caption);
    }
}
