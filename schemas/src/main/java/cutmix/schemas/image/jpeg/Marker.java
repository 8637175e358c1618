package cutmix.schemas.image.jpeg;

/** The second bytes of markers (ITU-T T.81, table B.1). */
final class Marker {

    static final int START_OF_IMAGE = 0xD8;
    static final int END_OF_IMAGE = 0xD9;
    static final int START_OF_SCAN = 0xDA;
    static final int QUANTIZATION_TABLES = 0xDB;
    static final int RESTART_INTERVAL = 0xDD;
    static final int HUFFMAN_TABLES = 0xC4;
    static final int APPLICATION_0 = 0xE0;
    static final int APPLICATION_1 = 0xE1;
    static final int APPLICATION_14 = 0xEE;

    private Marker() {}

    /** Returns whether a marker starts a frame header: C0 to CF, except three with another meaning. */
    static boolean isStartOfFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != HUFFMAN_TABLES && marker != 0xC8 && marker != 0xCC;
    }

    /** Returns whether a marker is a restart within a scan. */
    static boolean isRestart(int marker) {
        return marker >= 0xD0 && marker <= 0xD7;
    }

    /** Returns whether a marker has no length field. */
    static boolean isAlone(int marker) {
        return isRestart(marker) || marker == START_OF_IMAGE || marker == END_OF_IMAGE || marker == 0x01;
    }
}
