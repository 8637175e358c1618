package cutmix.mutations;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Damaged copies of real bytes: bits are flipped, stretches are cut, repeated, moved and spliced from one original into
 * another, and numbers become extreme in the encodings that decoders know. Equal seeds give equal copies.
 *
 * <p>Not thread-safe.
 */
public final class Mutations {

    private static final int MOST_AT_ONCE = 4;
    private static final byte[] EDGES = {0, 1, -1, 0x7F, (byte) 0x80, 0x40, 0x20};
    private static final long[] NUMBERS = {
        0,
        1,
        -1,
        -5,
        64,
        65_535,
        1_000_000,
        Integer.MAX_VALUE - 7,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1L << 32,
        1L << 53,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    private final Random random;
    private final List<byte[]> originals;
    private final List<byte[]> tokens = new ArrayList<>();

    /** @param originals at least one, none of them empty */
    public Mutations(long seed, byte[]... originals) {
        this.random = new Random(seed);
        this.originals = List.of(originals);
        for (long number : NUMBERS) {
            tokens.add(varint(number));
            tokens.add(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
            tokens.add(ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(number)
                    .array());
            tokens.add(ByteBuffer.allocate(Integer.BYTES).putInt((int) number).array());
        }
        tokens.add(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1}); // A number without an end.
    }

    /** Also writes these texts, which have a meaning in the format, over or between existing bytes. */
    public Mutations with(String... texts) {
        Stream.of(texts).map(text -> text.getBytes(StandardCharsets.UTF_8)).forEach(tokens::add);
        return this;
    }

    /** Returns the next copy, which is occasionally undamaged. */
    public byte[] next() {
        byte[] bytes = any().clone();
        int times = random.nextInt(MOST_AT_ONCE + 1);
        for (int i = 0; i < times; i++) {
            bytes = mutated(bytes);
        }
        return bytes;
    }

    private byte[] mutated(byte[] bytes) {
        if (bytes.length == 0) {
            return any().clone();
        }
        int at = random.nextInt(bytes.length);
        int end = at + random.nextInt(bytes.length - at + 1);
        switch (random.nextInt(9)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            case 1 -> bytes[at] = EDGES[random.nextInt(EDGES.length)];
            case 2 -> bytes[at] = (byte) random.nextInt();
            case 3 -> {
                return Arrays.copyOf(bytes, at);
            }
            case 4 -> {
                return joined(bytes, at, new byte[0], end); // A stretch is missing.
            }
            case 5 -> {
                return joined(bytes, end, new byte[0], at); // A stretch is repeated.
            }
            case 6 -> {
                return joined(bytes, at, token(), at);
            }
            case 7 -> {
                byte[] token = token();
                return joined(bytes, at, token, Math.min(bytes.length, at + token.length));
            }
            default -> {
                byte[] other = any();
                int from = random.nextInt(other.length);
                return joined(bytes, at, Arrays.copyOfRange(other, from, other.length), bytes.length);
            }
        }
        return bytes;
    }

    /** Returns the bytes up to one index, something else, and the bytes from another index on. */
    private static byte[] joined(byte[] bytes, int end, byte[] between, int rest) {
        byte[] joined = Arrays.copyOf(bytes, end + between.length + bytes.length - rest);
        System.arraycopy(between, 0, joined, end, between.length);
        System.arraycopy(bytes, rest, joined, end + between.length, bytes.length - rest);
        return joined;
    }

    private byte[] any() {
        return originals.get(random.nextInt(originals.size()));
    }

    private byte[] token() {
        return tokens.get(random.nextInt(tokens.size()));
    }

    /** In zigzag form, seven bits per byte. */
    private static byte[] varint(long number) {
        ByteBuffer bytes = ByteBuffer.allocate(10);
        long left = number << 1 ^ number >> 63;
        while (left >>> 7 != 0) {
            bytes.put((byte) (left & 0x7F | 0x80));
            left >>>= 7;
        }
        bytes.put((byte) left);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }
}
