package cutmix.schemas.lease;

/**
 * The metadata that the owner of a lease commits with its offset.
 *
 * @param token identifies this owner; without spaces
 * @param message message for the next owner of the lease; may be empty
 */
record OwnerMetadata(String token, String message) {

    private static final char SEPARATOR = ' ';

    /** @param metadata metadata of a committed offset; earlier versions wrote no message */
    static OwnerMetadata read(String metadata) {
        int end = metadata.indexOf(SEPARATOR);
        return end < 0
                ? new OwnerMetadata(metadata, "")
                : new OwnerMetadata(metadata.substring(0, end), metadata.substring(end + 1));
    }

    String metadata() {
        return message.isEmpty() ? token : token + SEPARATOR + message;
    }

    OwnerMetadata withMessage(String other) {
        return new OwnerMetadata(token, other);
    }

    boolean isOfSameOwner(OwnerMetadata other) {
        return token.equals(other.token);
    }
}
