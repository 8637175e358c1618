package cutmix.schemas.lease;

/**
 * What the owner of a lease commits as its offset's metadata.
 *
 * @param token of this owner alone; holds no space
 * @param word for whoever waits for the lease; may be empty
 */
record OwnerMetadata(String token, String word) {

    private static final char SEPARATOR = ' ';

    /** @param metadata of a committed offset, also one of an earlier version, which has no word */
    static OwnerMetadata read(String metadata) {
        int end = metadata.indexOf(SEPARATOR);
        return end < 0
                ? new OwnerMetadata(metadata, "")
                : new OwnerMetadata(metadata.substring(0, end), metadata.substring(end + 1));
    }

    String metadata() {
        return word.isEmpty() ? token : token + SEPARATOR + word;
    }

    OwnerMetadata withWord(String other) {
        return new OwnerMetadata(token, other);
    }

    boolean isOfSameOwner(OwnerMetadata other) {
        return token.equals(other.token);
    }
}
