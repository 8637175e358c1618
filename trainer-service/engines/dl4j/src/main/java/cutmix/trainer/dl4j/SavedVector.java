package cutmix.trainer.dl4j;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UTFDataFormatException;
import java.nio.ByteBuffer;

/**
 * A float32 vector in the format of {@code Nd4j.write}: a buffer of longs that describe its shape, and a buffer of its
 * values. A buffer consists of the name of its allocation mode, its length, the name of its type, and its elements, all
 * big-endian. {@code Nd4j.read} would allocate any length that the file states.
 */
final class SavedVector {

    private static final String ALLOCATION = "MIXED_DATA_TYPES";
    /**
     * Length of the shape buffer of a vector or matrix: its rank, two numbers for each dimension, and three numbers of
     * ND4J's own.
     */
    private static final int LONGEST_SHAPE = 8;
    /** Number of values in one read. */
    private static final int PART = 1 << 14;

    private SavedVector() {}

    /**
     * Reads the values up to the end of the stream.
     *
     * @param length required length of the vector
     * @param name name of the vector, for messages
     * @throws IOException if the stream contains another vector, or a value is not finite
     */
    static float[] read(InputStream in, int length, String name) throws IOException {
        DataInputStream data = new DataInputStream(in);
        try {
            long shape = header(data, "LONG", name);
            if (shape > LONGEST_SHAPE || shape < 0) {
                throw new IOException(name + " in it is not a vector");
            }
            data.skipNBytes(shape * Long.BYTES);
            long announced = header(data, "FLOAT", name);
            if (announced != length) {
                throw new IOException(name + " in it has " + announced + " values, not " + length);
            }
            float[] values = values(data, length, name);
            if (data.read() >= 0) {
                throw new IOException(name + " in it is followed by other bytes");
            }
            return values;
        } catch (EOFException | UTFDataFormatException e) {
            throw new IOException(name + " in it is incomplete", e);
        }
    }

    /** Reads the header of a buffer, and returns the buffer's length. */
    private static long header(DataInputStream data, String type, String name) throws IOException {
        String allocation = data.readUTF();
        long length = allocation.equals(ALLOCATION) ? data.readLong() : -1;
        if (length < 0 || !data.readUTF().equals(type)) {
            throw new IOException(name + " in it is not in the format of ND4J");
        }
        return length;
    }

    private static float[] values(DataInputStream data, int length, String name) throws IOException {
        float[] values = new float[length];
        ByteBuffer part = ByteBuffer.allocate(Math.min(PART, length) * Float.BYTES);
        for (int start = 0; start < length; ) {
            int count = Math.min(PART, length - start);
            data.readFully(part.array(), 0, count * Float.BYTES);
            part.clear().asFloatBuffer().get(values, start, count);
            start += count;
        }
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new IOException(name + " in it has the value " + value);
            }
        }
        return values;
    }
}
