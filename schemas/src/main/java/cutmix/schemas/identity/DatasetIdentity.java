package cutmix.schemas.identity;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.text.Printable;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The identity of a dataset, which every record of an image topic carries as its header {@value #HEADER}. Topics can be deleted
 * and loaded anew while somebody reads them; a record itself then tells that it is of another dataset.
 *
 * <p>It is the beginning of a SHA-256 over all of a {@link DatasetInfo} that the bytes of images depend on: fingerprint, class
 * names, shape, sizes, partitions and seed, but neither the name nor the number of epochs.
 */
public final class DatasetIdentity {

    /** The key of the header. */
    public static final String HEADER = "cutmix.dataset";

    /** Bytes of the header's value. */
    public static final int BYTES = 8;

    private static final int SHOWN_OF_FINGERPRINT = 12;

    private final byte[] digest;
    private final List<Header> headers;

    private DatasetIdentity(byte[] digest) {
        this.digest = digest;
        this.headers = List.of(new RecordHeader(HEADER, digest));
    }

    public static DatasetIdentity of(DatasetInfo info) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes(info));
            return new DatasetIdentity(Arrays.copyOf(hash, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** What goes on each record; the same list for all. */
    public List<Header> headers() {
        return headers;
    }

    /**
     * Whether a record says that it is of another dataset. One without the header, of an earlier version, does not say so, nor does
     * one whose header has a value of another length, which is no identity: such a record is judged by its content alone.
     */
    public boolean differsFrom(Headers found) {
        Header header = found.lastHeader(HEADER);
        byte[] value = header == null ? null : header.value();
        return value != null && value.length == BYTES && !Arrays.equals(value, digest);
    }

    /** What {@link #headers} has written, in hexadecimal, for a message; a question mark where it is not there. */
    public static String shown(Headers found) {
        Header header = found.lastHeader(HEADER);
        return header == null || header.value() == null ? "?" : HexFormat.of().formatHex(header.value());
    }

    /** A dataset for a message: its name, its seed, and the beginning of its fingerprint. */
    public static String words(DatasetInfo info) {
        String fingerprint = info.getFingerprint();
        String beginning = fingerprint.substring(0, Math.min(SHOWN_OF_FINGERPRINT, fingerprint.length()));
        return "dataset " + Printable.of(info.getName()) + " (seed " + info.getSeed() + ", fingerprint "
                + Printable.of(beginning) + ")";
    }

    private static byte[] bytes(DatasetInfo info) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            write(info.getFingerprint(), out);
            out.writeInt(info.getClassNames().size());
            for (String name : info.getClassNames()) {
                write(name, out);
            }
            out.writeInt(info.getHeight());
            out.writeInt(info.getWidth());
            out.writeInt(info.getChannels());
            out.writeInt(info.getTrainSize());
            out.writeInt(info.getTestSize());
            out.writeInt(info.getPartitions());
            out.writeLong(info.getSeed());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(String text, DataOutputStream out) throws IOException {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(encoded.length);
        out.write(encoded);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DatasetIdentity identity && Arrays.equals(digest, identity.digest);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(digest);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(digest);
    }
}
