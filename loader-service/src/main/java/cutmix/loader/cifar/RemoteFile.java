package cutmix.loader.cifar;

import java.net.URI;

/**
 * A file to download.
 *
 * @param size bytes
 * @param sha256 of the content, in hexadecimal
 */
public record RemoteFile(URI uri, long size, String sha256) {}
