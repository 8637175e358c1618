package cutmix.trainer.engine.safetensors;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The types of values that the reader widens to float32 without loss. Values are little-endian. */
enum TensorType {
    F32(Float.BYTES) {
        @Override
        float next(ByteBuffer values) {
            return values.getFloat();
        }
    },

    /** IEEE 754 binary16: a sign, 5 bits of exponent, 10 bits of fraction. */
    F16(Short.BYTES) {
        @Override
        float next(ByteBuffer values) {
            short bits = values.getShort();
            int exponent = bits >> FRACTION_BITS & EXPONENT_MASK;
            int fraction = bits & FRACTION_MASK;
            float magnitude;
            if (exponent == EXPONENT_MASK) {
                magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
            } else if (exponent == 0) {
                magnitude = Math.scalb((float) fraction, SMALLEST_EXPONENT);
            } else {
                magnitude = Math.scalb((float) (fraction | 1 << FRACTION_BITS), exponent + SMALLEST_EXPONENT - 1);
            }
            return bits < 0 ? -magnitude : magnitude;
        }
    },

    /** The upper half of a float32. */
    BF16(Short.BYTES) {
        @Override
        float next(ByteBuffer values) {
            return Float.intBitsToFloat(values.getShort() << Short.SIZE);
        }
    };

    private static final int FRACTION_BITS = 10;
    private static final int FRACTION_MASK = (1 << FRACTION_BITS) - 1;
    private static final int EXPONENT_MASK = 0x1F;
    /** Exponent of the smallest binary16 above zero. */
    private static final int SMALLEST_EXPONENT = -24;

    private final int bytes;

    TensorType(int bytes) {
        this.bytes = bytes;
    }

    /** Returns the type with this name in a header, if it is supported. */
    static Optional<TensorType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    /** Returns the names of all types, for a message. */
    static String names() {
        return Arrays.stream(values()).map(TensorType::name).collect(Collectors.joining(", "));
    }

    /** Returns the size of a value. */
    int bytes() {
        return bytes;
    }

    /** Reads the next value from a little-endian buffer. */
    abstract float next(ByteBuffer values);
}
