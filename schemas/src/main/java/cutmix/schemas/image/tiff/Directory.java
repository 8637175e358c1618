package cutmix.schemas.image.tiff;

import cutmix.schemas.image.source.ImageFormatException;
import cutmix.schemas.image.source.ImageSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The first directory of a file, with the fields that describe the pixels (TIFF 6.0, section 2; BigTIFF has longer
 * numbers).
 */
final class Directory {

    private static final int LONG = 4;
    private static final int LONG_8 = 16;
    private static final int MOST_VALUE_BYTES = 1 << 24;
    /** The size of a value in bytes, by its type; 0 for an unknown type. */
    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

    /**
     * A stored field.
     *
     * @param values in the file's byte order
     */
    record Field(int type, long count, byte[] values) {}

    private final ByteOrder order;
    private final boolean big;
    private final SortedMap<Integer, Field> fields = new TreeMap<>();

    private Directory(ByteOrder order, boolean big) {
        this.order = order;
        this.big = big;
    }

    static Directory read(ImageSource source) throws IOException {
        ByteBuffer start = ByteBuffer.wrap(source.bytes(0, 8));
        start.order(start.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        boolean big = start.getShort(2) == 43;
        Directory directory = new Directory(start.order(), big);
        if (big && (start.getShort(4) != 8 || start.getShort(6) != 0)) {
            throw ImageFormatException.damaged("its header is not that of a BigTIFF");
        }
        long at = big ? directory.buffer(source.bytes(8, 8)).getLong() : Integer.toUnsignedLong(start.getInt(4));
        directory.readFields(source, at);
        return directory;
    }

    private void readFields(ImageSource source, long at) throws IOException {
        int countBytes = big ? 8 : 2;
        ByteBuffer head = buffer(source.bytes(at, countBytes));
        long count = big ? head.getLong() : Short.toUnsignedInt(head.getShort());
        if (count < 1 || count > 0xFFFF) {
            throw ImageFormatException.damaged("its directory has " + count + " fields");
        }
        int fieldBytes = big ? 20 : 12;
        ByteBuffer table = buffer(source.bytes(at + countBytes, fieldBytes * count));
        long total = 0;
        for (int i = 0; i < count; i++) {
            table.position(i * fieldBytes);
            int tag = Short.toUnsignedInt(table.getShort());
            int type = Short.toUnsignedInt(table.getShort());
            long values = big ? table.getLong() : Integer.toUnsignedLong(table.getInt());
            if ((Tag.isNeeded(tag) || tag == Tag.ORIENTATION) && type < TYPE_BYTES.length && TYPE_BYTES[type] > 0) {
                if (values < 0 || values > MOST_VALUE_BYTES || total > MOST_VALUE_BYTES) {
                    throw ImageFormatException.damaged("its field " + tag + " has " + values + " values");
                }
                int bytes = (int) values * TYPE_BYTES[type];
                total += bytes;
                fields.put(tag, new Field(type, values, values(source, table, bytes)));
            }
        }
    }

    private byte[] values(ImageSource source, ByteBuffer table, int bytes) throws IOException {
        int inline = big ? 8 : 4;
        if (bytes > inline) {
            return source.bytes(big ? table.getLong() : Integer.toUnsignedLong(table.getInt()), bytes);
        }
        byte[] values = new byte[bytes];
        table.get(values);
        return values;
    }

    private ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(order);
    }

    /** Returns a copy of this directory with other values for some fields, by tag. */
    Directory with(Map<Integer, long[]> changed) {
        Directory result = new Directory(order, big);
        result.fields.putAll(fields);
        changed.forEach((tag, numbers) -> {
            ByteBuffer values = buffer(new byte[numbers.length * (big ? Long.BYTES : Integer.BYTES)]);
            for (long number : numbers) {
                if (big) {
                    values.putLong(number);
                } else {
                    values.putInt((int) number);
                }
            }
            result.fields.put(tag, new Field(big ? LONG_8 : LONG, numbers.length, values.array()));
        });
        return result;
    }

    ByteOrder order() {
        return order;
    }

    /** Returns whether positions and counts are numbers of eight bytes. */
    boolean isBig() {
        return big;
    }

    /** Returns the fields by tag. */
    SortedMap<Integer, Field> fields() {
        return fields;
    }

    boolean has(int tag) {
        return fields.containsKey(tag);
    }

    /** Returns the first value of a field, or the default if the field is missing. */
    long number(int tag, long defaultValue) throws IOException {
        long[] numbers = has(tag) ? numbers(tag) : new long[0];
        return numbers.length == 0 ? defaultValue : numbers[0];
    }

    /** Returns all values of an integer field; empty if the field is missing. */
    long[] numbers(int tag) throws IOException {
        Field field = fields.get(tag);
        if (field == null) {
            return new long[0];
        }
        ByteBuffer values = buffer(field.values);
        long[] numbers = new long[(int) field.count];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = switch (field.type) {
                case 1 -> Byte.toUnsignedLong(values.get());
                case 3 -> Short.toUnsignedLong(values.getShort());
                case 4, 13 -> Integer.toUnsignedLong(values.getInt());
                case 16, 18 -> values.getLong();
                default -> throw ImageFormatException.damaged("its field " + tag + " is not a number");
            };
        }
        return numbers;
    }
}
