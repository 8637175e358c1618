package cutmix.schemas.image.png;

import cutmix.schemas.image.source.ImageFormatException;
import java.util.Set;

/** The meaning of a pixel's samples (11.2.1, table 12). */
enum ColorType {
    GRAY(0, 1, Set.of(1, 2, 4, 8, 16)),
    RGB(2, 3, Set.of(8, 16)),
    PALETTE(3, 1, Set.of(1, 2, 4, 8)),
    GRAY_ALPHA(4, 2, Set.of(8, 16)),
    RGB_ALPHA(6, 4, Set.of(8, 16));

    private final int code;
    private final int samples;
    private final Set<Integer> depths;

    ColorType(int code, int samples, Set<Integer> depths) {
        this.code = code;
        this.samples = samples;
        this.depths = depths;
    }

    static ColorType of(int code) throws ImageFormatException {
        for (ColorType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw ImageFormatException.damaged("its header names the unknown color type " + code);
    }

    int samples() {
        return samples;
    }

    boolean allows(int depth) {
        return depths.contains(depth);
    }
}
