package cutmix.schemas.image.jpeg;

/** The meaning of an image's components, by the rules of libjpeg (jdapimin.c), which Pillow and browsers follow. */
enum ColorModel {
    GRAY,
    RGB,
    YCC,
    CMYK,
    /** CMYK with the first three components stored as YCC. */
    YCCK;

    static final int NO_TRANSFORM = -1;

    /**
     * @param jfif whether the file has a JFIF segment
     * @param adobeTransform the transform in Adobe's segment, or {@link #NO_TRANSFORM}
     */
    static ColorModel of(JpegFrame frame, boolean jfif, int adobeTransform) {
        return switch (frame.components().size()) {
            case 1 -> GRAY;
            case 3 -> isRgb(frame, jfif, adobeTransform) ? RGB : YCC;
            default -> adobeTransform == NO_TRANSFORM || adobeTransform == 0 ? CMYK : YCCK;
        };
    }

    private static boolean isRgb(JpegFrame frame, boolean jfif, int adobeTransform) {
        if (jfif) {
            return false;
        }
        if (adobeTransform != NO_TRANSFORM) {
            return adobeTransform == 0;
        }
        return frame.components().get(0).id() == 'R'
                && frame.components().get(1).id() == 'G'
                && frame.components().get(2).id() == 'B';
    }
}
