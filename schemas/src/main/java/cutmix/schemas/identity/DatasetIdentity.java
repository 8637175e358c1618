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
 * The identity of a dataset, which every record of an image topic carries in the header {@value #HEADER}. A topic can
 * be deleted and loaded again while a service reads it; the header then shows that a record belongs to another dataset.
 *
 * <p>It is the beginning of a SHA-256 over all fields of a {@link DatasetInfo} that determine the bytes of images:
 * fingerprint, class names, shape, sizes, partitions and seed, but not the name or the number of epochs.
 */
public final class DatasetIdentity {

    /** The key of the header. */
    public static final String HEADER = "cutmix.dataset";

    /** The length of the header's value in bytes. */
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

    /** Returns the headers of each record; all records share one list. */
    public List<Header> headers() {
        return headers;
    }

    /**
     * Whether a record's header names another dataset. False if the header is missing, as in records of an earlier
     * version, or if its value has another length; such records are checked by their content only.
     */
    public boolean differsFrom(Headers found) {
        Header header = found.lastHeader(HEADER);
        byte[] value = header == null ? null : header.value();
        return value != null && value.length == BYTES && !Arrays.equals(value, digest);
    }

    /** Returns the identity in a record's headers in hexadecimal, for messages; a question mark if there is none. */
    public static String shown(Headers found) {
        Header header = found.lastHeader(HEADER);
        return header == null || header.value() == null ? "?" : HexFormat.of().formatHex(header.value());
    }

    /** Describes a dataset for messages: its name, its seed, and the beginning of its fingerprint. */
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
