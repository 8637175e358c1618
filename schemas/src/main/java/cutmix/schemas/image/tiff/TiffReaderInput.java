package cutmix.schemas.image.tiff;

import cutmix.schemas.image.source.ImageFormatException;
import cutmix.schemas.image.source.ImageSource;
import cutmix.schemas.image.source.SplicedInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * The input for the TIFF reader. The header points to a new directory behind the end of the file, with only the checked
 * fields that describe the pixels. Profiles, further pages and wrong sizes therefore cannot make the reader fail.
 */
final class TiffReaderInput {

    private static final int HEADER = 8;
    private static final int BIG_HEADER = 16;

    private TiffReaderInput() {}

    static SplicedInput of(ImageSource source, Directory fields) throws IOException {
        boolean big = fields.isBig();
        long place = source.size();
        if (!big && place > 0xFFFF_FFFFL - (1 << 26)) {
            throw ImageFormatException.unsupported("a file of " + place + " bytes");
        }
        byte[] header = source.bytes(0, big ? BIG_HEADER : HEADER);
        ByteBuffer start = ByteBuffer.wrap(header).order(fields.order());
        if (big) {
            start.putLong(8, place);
        } else {
            start.putInt(4, (int) place);
        }
        return new SplicedInput(header, source, header.length, directory(fields, place));
    }

    private static byte[] directory(Directory directory, long place) {
        boolean big = directory.isBig();
        int inline = big ? 8 : 4;
        List<Map.Entry<Integer, Directory.Field>> fields = directory.fields().entrySet().stream()
                .filter(field -> Tag.isNeeded(field.getKey()))
                .toList();
        int tableBytes = (big ? 8 + 8 : 2 + 4) + (big ? 20 : 12) * fields.size();
        int valueBytes = fields.stream()
                .mapToInt(field -> field.getValue().values().length)
                .filter(length -> length > inline)
                .sum();
        ByteBuffer out = ByteBuffer.allocate(tableBytes + valueBytes).order(directory.order());
        int values = tableBytes;
        if (big) {
            out.putLong(fields.size());
        } else {
            out.putShort((short) fields.size());
        }
        for (Map.Entry<Integer, Directory.Field> entry : fields) {
            Directory.Field field = entry.getValue();
            out.putShort(entry.getKey().shortValue()).putShort((short) field.type());
            number(out, big, field.count());
            int next = out.position() + inline;
            if (field.values().length <= inline) {
                out.put(field.values());
            } else {
                number(out, big, place + values);
                out.put(values, field.values());
                values += field.values().length;
            }
            out.position(next);
        }
        // The rest is zero: there is no further directory.
        return out.array();
    }

    private static void number(ByteBuffer out, boolean big, long number) {
        if (big) {
            out.putLong(number);
        } else {
            out.putInt((int) number);
        }
    }
}
