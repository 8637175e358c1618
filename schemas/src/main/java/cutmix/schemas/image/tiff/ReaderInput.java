package cutmix.schemas.image.tiff;

import cutmix.schemas.image.source.ImageFormatException;
import cutmix.schemas.image.source.ImageSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * A TIFF file as the reader sees it: the header leads to another directory, behind the end of the file, which has only the fields that
 * tell of pixels, all of them checked. The reader cannot stumble over profiles, further pages, or sizes that the file does not have.
 */
final class ReaderInput extends ImageInputStreamImpl {

    private final ImageSource source;
    private final byte[] header;
    private final byte[] directory;

    ReaderInput(ImageSource source, Directory fields) throws IOException {
        this.source = source;
        boolean big = fields.isBig();
        long place = source.size();
        if (!big && place > 0xFFFF_FFFFL - (1 << 26)) {
            throw ImageFormatException.unsupported("a file of " + place + " bytes");
        }
        this.header = source.bytes(0, big ? 16 : 8);
        ByteBuffer start = ByteBuffer.wrap(header).order(fields.order());
        if (big) {
            start.putLong(8, place);
        } else {
            start.putInt(4, (int) place);
        }
        this.directory = directory(fields, place);
    }

    private static byte[] directory(Directory fields, long place) {
        boolean big = fields.isBig();
        int inline = big ? 8 : 4;
        int tableBytes = (big ? 8 + 8 : 2 + 4)
                + (big ? 20 : 12)
                        * (int) fields.fields().keySet().stream()
                                .filter(Tag::isNeeded)
                                .count();
        int valueBytes = fields.fields().values().stream()
                .mapToInt(field -> field.values().length)
                .sum();
        ByteBuffer out = ByteBuffer.allocate(tableBytes + valueBytes).order(fields.order());
        int values = tableBytes;
        int count =
                (int) fields.fields().keySet().stream().filter(Tag::isNeeded).count();
        if (big) {
            out.putLong(count);
        } else {
            out.putShort((short) count);
        }
        for (Map.Entry<Integer, Directory.Field> entry : fields.fields().entrySet()) {
            if (!Tag.isNeeded(entry.getKey())) {
                continue;
            }
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
        // What is left is zero: there is no further directory.
        return out.array();
    }

    private static void number(ByteBuffer out, boolean big, long number) {
        if (big) {
            out.putLong(number);
        } else {
            out.putInt((int) number);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        bitOffset = 0;
        if (length == 0) {
            return 0;
        }
        int count;
        if (streamPos < header.length) {
            count = (int) Math.min(length, header.length - streamPos);
            System.arraycopy(header, (int) streamPos, bytes, offset, count);
        } else if (streamPos < source.size()) {
            count = source.read(streamPos, bytes, offset, length);
        } else {
            long at = streamPos - source.size();
            count = at >= directory.length ? -1 : (int) Math.min(length, directory.length - at);
            System.arraycopy(directory, (int) Math.min(at, directory.length), bytes, offset, Math.max(0, count));
        }
        streamPos += Math.max(0, count);
        return count;
    }

    @Override
    public long length() {
        return source.size() + directory.length;
    }
}
