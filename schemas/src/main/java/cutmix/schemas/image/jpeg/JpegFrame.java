package cutmix.schemas.image.jpeg;

import cutmix.schemas.image.source.ImageFormatException;
import java.util.ArrayList;
import java.util.List;

/**
 * A frame header (ITU-T T.81, B.2.2).
 *
 * @param progressive whether later scans refine earlier ones
 */
record JpegFrame(int width, int height, boolean progressive, List<Component> components) {

    /** A component, and the numbers of its blocks in a unit of the scan, horizontally and vertically. */
    record Component(int id, int horizontal, int vertical) {}

    private static final int BASELINE = 0xC0;
    private static final int EXTENDED = 0xC1;
    private static final int PROGRESSIVE = 0xC2;
    private static final int BLOCK = 8;
    private static final int COEFFICIENT_BYTES = 2;

    /** @param segment the segment after its length field */
    static JpegFrame of(int marker, byte[] segment) throws ImageFormatException {
        if (marker != BASELINE && marker != EXTENDED && marker != PROGRESSIVE) {
            throw ImageFormatException.unsupported("coding process " + (marker - BASELINE));
        }
        if (segment.length < 6 || segment.length != 6 + 3 * (segment[5] & 0xFF)) {
            throw ImageFormatException.damaged("its frame header has " + segment.length + " bytes");
        }
        if (segment[0] != 8) {
            throw ImageFormatException.unsupported("samples of " + segment[0] + " bits");
        }
        int height = (segment[1] & 0xFF) << 8 | segment[2] & 0xFF;
        int width = (segment[3] & 0xFF) << 8 | segment[4] & 0xFF;
        List<Component> components = new ArrayList<>();
        for (int at = 6; at < segment.length; at += 3) {
            Component component = new Component(segment[at] & 0xFF, segment[at + 1] >> 4 & 15, segment[at + 1] & 15);
            if (component.horizontal < 1
                    || component.horizontal > 4
                    || component.vertical < 1
                    || component.vertical > 4) {
                throw ImageFormatException.damaged("its sampling factors are not 1 to 4");
            }
            components.add(component);
        }
        if (width < 1 || height < 1) {
            throw ImageFormatException.damaged("its header declares " + width + " x " + height + " pixels");
        }
        if (components.size() != 1 && components.size() != 3 && components.size() != 4) {
            throw ImageFormatException.unsupported(components.size() + " color components");
        }
        return new JpegFrame(width, height, marker == PROGRESSIVE, List.copyOf(components));
    }

    /** Returns the size in bytes of all coefficients. A decoder stores these if an image has several scans. */
    long coefficientBytes() {
        int horizontal =
                components.stream().mapToInt(Component::horizontal).max().orElseThrow();
        int vertical = components.stream().mapToInt(Component::vertical).max().orElseThrow();
        long unitsAcross = (width + BLOCK * horizontal - 1) / (BLOCK * horizontal);
        long unitsDown = (height + BLOCK * vertical - 1) / (BLOCK * vertical);
        return components.stream()
                .mapToLong(component -> unitsAcross
                        * component.horizontal
                        * unitsDown
                        * component.vertical
                        * BLOCK
                        * BLOCK
                        * COEFFICIENT_BYTES)
                .sum();
    }

    /**
     * The number of units in a scan, in which restart intervals are counted (A.2). With one component, a unit is a
     * block; with several, it is the smallest part of the image in which all of them have whole blocks.
     *
     * @param ofScan indices of the scan's components
     */
    long units(List<Integer> ofScan) {
        int horizontal =
                components.stream().mapToInt(Component::horizontal).max().orElseThrow();
        int vertical = components.stream().mapToInt(Component::vertical).max().orElseThrow();
        int across = 1;
        int down = 1;
        if (ofScan.size() == 1) {
            across = components.get(ofScan.get(0)).horizontal();
            down = components.get(ofScan.get(0)).vertical();
        }
        return (long) parts(width, across, BLOCK * horizontal) * parts(height, down, BLOCK * vertical);
    }

    /** Returns the samples of a side, divided into parts and rounded up. */
    private static int parts(int side, int factor, int divisor) {
        return (side * factor + divisor - 1) / divisor;
    }

    /** Returns the index of a component, or -1. */
    int indexOf(int id) {
        for (int i = 0; i < components.size(); i++) {
            if (components.get(i).id() == id) {
                return i;
            }
        }
        return -1;
    }
}
