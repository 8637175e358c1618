package cutmix.loader.download;

import cutmix.schemas.http.HttpAddress;

/**
 * A file to download.
 *
 * @param size size in bytes
 * @param sha256 checksum of the content, in hexadecimal
 */
public record RemoteFile(HttpAddress address, long size, String sha256) {}
