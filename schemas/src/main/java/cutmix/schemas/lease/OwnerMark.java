package cutmix.schemas.lease;

/**
 * What the owner of a lease commits as its offset's metadata.
 *
 * @param token of this owner alone; holds no space
 * @param word for whoever waits for the lease; may be empty
 */
record OwnerMark(String token, String word) {

    private static final char SEPARATOR = ' ';

    /** @param metadata of a committed offset, also one of an earlier version, which has no word */
    static OwnerMark read(String metadata) {
        int end = metadata.indexOf(SEPARATOR);
        return end < 0
                ? new OwnerMark(metadata, "")
                : new OwnerMark(metadata.substring(0, end), metadata.substring(end + 1));
    }

    String metadata() {
        return word.isEmpty() ? token : token + SEPARATOR + word;
    }

    OwnerMark withWord(String other) {
        return new OwnerMark(token, other);
    }

    boolean isOfSameOwner(OwnerMark other) {
        return token.equals(other.token);
    }
}
