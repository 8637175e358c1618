package cutmix.schemas.image.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes TIFF files of one page: pixels, then a directory with their fields. */
public final class TiffFile {

    public static final int COMPRESSION = 259;
    public static final int PHOTOMETRIC = 262;
    public static final int ORIENTATION = 274;
    public static final int ROWS_PER_STRIP = 278;
    public static final int EXTRA_SAMPLES = 338;
    public static final int PALETTE = 320;

    private static final int SHORT = 3;
    private static final int LONG = 4;

    private TiffFile() {}

    /**
     * A page whose strips are equally long.
     *
     * @param strips strips in order
     * @param fields further fields, by tag
     */
    public static byte[] of(
            ByteOrder order,
            int height,
            int width,
            int samples,
            int bits,
            int rowsPerStrip,
            byte[] strips,
            Map<Integer, int[]> fields) {
        int count = (height + rowsPerStrip - 1) / rowsPerStrip;
        int[] offsets = new int[count];
        int[] lengths = new int[count];
        int[] depths = new int[samples];
        Arrays.fill(depths, bits);
        int length = strips.length / height * rowsPerStrip;
        for (int i = 0; i < count; i++) {
            offsets[i] = 8 + i * length;
            lengths[i] = Math.min(length, strips.length - i * length);
        }
        SortedMap<Integer, int[]> all = new TreeMap<>(Map.of(
                256,
                new int[] {width},
                257,
                new int[] {height},
                258,
                depths,
                COMPRESSION,
                new int[] {1},
                277,
                new int[] {samples},
                ROWS_PER_STRIP,
                new int[] {rowsPerStrip},
                273,
                offsets,
                279,
                lengths));
        all.putAll(fields);
        int directory = 8 + strips.length;
        int values = directory + 2 + 12 * all.size() + 4;
        ByteBuffer out = ByteBuffer.allocate(values
                        + all.values().stream()
                                .mapToInt(numbers -> 4 * numbers.length)
                                .sum())
                .order(order);
        out.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M')).put(out.get(0));
        out.putShort((short) 42).putInt(directory).put(strips).putShort((short) all.size());
        for (Map.Entry<Integer, int[]> field : all.entrySet()) {
            int[] numbers = field.getValue();
            int type = numbers.length == 1 || field.getKey() == 273 || field.getKey() == 279 ? LONG : SHORT;
            type = field.getKey() == ORIENTATION || field.getKey() == EXTRA_SAMPLES ? SHORT : type;
            out.putShort(field.getKey().shortValue()).putShort((short) type).putInt(numbers.length);
            int next = out.position() + 4;
            int bytes = numbers.length * (type == LONG ? 4 : 2);
            if (bytes > 4) {
                out.putInt(values).position(values);
                values += bytes;
            }
            for (int number : numbers) {
                if (type == LONG) {
                    out.putInt(number);
                } else {
                    out.putShort((short) number);
                }
            }
            out.position(next);
        }
        return Arrays.copyOf(out.array(), values);
    }
}
