package cutmix.schemas.image.file;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Splits JPEG files into parts and rearranges them. */
public final class JpegParts {

    public static final int FRAME = 0xC0;
    public static final int SCAN = 0xDA;
    public static final int HUFFMAN_TABLES = 0xC4;
    private static final int RESTART_INTERVAL = 0xDD;
    private static final byte[] END = {(byte) 0xFF, (byte) 0xD9};

    private JpegParts() {}

    /** The segments between the start and the end marker; the data of a scan is a separate part, without a marker. */
    public static List<byte[]> of(byte[] jpeg) {
        List<byte[]> parts = new ArrayList<>();
        int at = 2;
        while ((jpeg[at + 1] & 0xFF) != 0xD9) {
            int end = at + 2 + (jpeg[at + 2] & 0xFF) * 256 + (jpeg[at + 3] & 0xFF);
            parts.add(Arrays.copyOfRange(jpeg, at, end));
            if ((jpeg[at + 1] & 0xFF) == SCAN) {
                int data = end;
                while (jpeg[end] != (byte) 0xFF || jpeg[end + 1] == 0) {
                    end++;
                }
                parts.add(Arrays.copyOfRange(jpeg, data, end));
            }
            at = end;
        }
        return parts;
    }

    public static byte[] file(List<byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD8});
        parts.forEach(out::writeBytes);
        out.writeBytes(END);
        return out.toByteArray();
    }

    /** The index of the first segment of a kind. */
    public static int indexOf(List<byte[]> parts, int marker) {
        for (int i = 0; i < parts.size(); i++) {
            byte[] part = parts.get(i);
            if (part[0] == (byte) 0xFF && (part[1] & 0xFF) == marker) {
                return i;
            }
        }
        throw new AssertionError("no segment " + marker);
    }

    /** Returns the parts with one more part, inserted before another one or at the end. */
    public static List<byte[]> with(List<byte[]> parts, int index, byte... part) {
        List<byte[]> changed = new ArrayList<>(parts);
        changed.add(index, part);
        return changed;
    }

    /**
     * The parts of a gray image of one block in each row, with a restart marker between any two: header, data, marker,
     * data, and so on. After a marker, a decoder starts as at the beginning of an image.
     */
    public static List<byte[]> withRestarts(int blocks) {
        Random random = new Random(3);
        List<byte[]> parts = null;
        for (int i = 0; i < blocks; i++) {
            int[] samples = random.ints(64, 0, 256).toArray();
            List<byte[]> block = of(JpegFile.ofSamples(8, 8, 1, samples));
            byte[] data = block.get(block.size() - 1);
            if (parts == null) {
                parts = new ArrayList<>(block);
                byte[] frame = parts.get(indexOf(parts, FRAME));
                frame[6] = (byte) (8 * blocks);
                parts.add(indexOf(parts, SCAN), new byte[] {(byte) 0xFF, (byte) RESTART_INTERVAL, 0, 4, 0, 1});
            } else {
                parts.add(new byte[] {(byte) 0xFF, (byte) (0xD0 + (i - 1) % 8)});
                parts.add(data);
            }
        }
        return parts;
    }
}
