package cutmix.schemas.image.file;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * WebP files of one synthetic picture of 21 x 19 pixels, written by libwebp 1.2 to 1.5, because no Java library writes
 * lossy ones.
 */
public final class WebpFiles {

    public static final int WIDTH = 21;
    public static final int HEIGHT = 19;

    /** @param checksum CRC-32 of the pixels that libwebp decodes, blended with white */
    public record File(byte[] bytes, long checksum) {}

    private WebpFiles() {}

    /** The files by the feature that they show. */
    public static Map<String, File> all() {
        Map<String, File> files = new LinkedHashMap<>();
        files.put(
                "lossy, normal filter",
                file(
                        0xA230BDB4L,
                        "UklGRt4AAABXRUJQVlA4INIAAAAQBwCdASoVABMAPu1oqVAppaOiqA1RMB2JbACdMoR1d7Nw5jucADbAc+ld5PsvANL8bnhruXMX"
                                + "aII9qoY+YJygAAD+7tkTfwNELAweq8NJlXS2HemQQAzhkKUECg3fHOpKf4gt281qoOY3CV5uotcXCV7i5hsqLbGQ7Dj2YwrmnNaR"
                                + "Q6T7K/1lloU23ZVQ7T50P1vOh+3rqwWolnoX4cWLfhiwryFFvqXoZY4rwMckRZsvTHQhbXon9R6qaGdOZR8LImWlI1eidsVPk3Db"
                                + "FHs7IAA="));
        files.put(
                "lossy, simple filter",
                file(
                        0x94744C2CL,
                        "UklGRt4AAABXRUJQVlA4INIAAAASBwCdASoVABMAPu1oqVAtJ6SjqA1Vph2JbACdMoR1d7Nw5jucADbAc+ld5PsvANL8bnhruXMX"
                                + "aII9qoY+YJygAAD+7tkTfwNELAweq8NJlXS2HemQQAzhkKUECg3fHOpKf4gt281qoOY3CV5uotcXCV7i5hsqLbGQ7Dj2YwrmnNaR"
                                + "Q6T7K/1lloU23ZVQ7T50P1vOh+3rqwWolnoX4cWLfhiwryFFvqXoZY4rwMckRZsvTHQhbXon9R6qaGdOZR8LImWlI1eidsVPk3Db"
                                + "FHs7IAA="));
        files.put(
                "lossy, several partitions",
                file(
                        0x38610312L,
                        "UklGRloBAABXRUJQVlA4IE4BAAAwCQCdASoVABMAPm0ukkakIqGhKA1QgA2JbACdMoR1B5fw5+gRhv7Ac9p6AN4l5739dPhI/4Hm"
                                + "1t8zuwRdX+sDO/9cyHfBR8+AVFugYC5WK1DoAP78a2raQcFfOgKQgWLm5kdhYX5pGgYsLCz8Fbcuo5Bvo+vXbJKgOyIUWvGpM/Pf"
                                + "8PQv7vGnwAIFKj/TRqWeifw4fh/86vXY/+8U5P8GbRkB/nf+4Eq6f/m6S5ymhg/17jdVyOoJ3CsUk1nOJRUJVOcSikms5xKJkorb"
                                + "4k+PI06+m8Mfu82Ei7kOvpww7fUUSbvWAlvGFTxbk3pkFZWlk4nNYtGUk7/qoXp4lWqqKbkPUEUhmSSOZNO5i9Yb1dEHr7GIRk9C"
                                + "l15CUhE66Pxg1onb4r0PGZ+mNeG5SgjHWO3L/crPKSxunF3/+qGRHxiLF/SZewLX7kdfu8AA"));
        files.put(
                "lossy, lossless transparency",
                file(
                        0x21AE9B9AL,
                        "UklGRgwBAABXRUJQVlA4WAoAAAAQAAAAFAAAEgAAQUxQSBYAAAAJmS5E9D9ApG3T+zc+eBgxASltEh8DVlA4INAAAAAQBwCdASoV"
                                + "ABMAPu1oqU+ppaOiKA1RMB2JbACdMoR/gKtsK+jgAbaDn29yA3sf2UAGOUcVHBd86JQ/WLagbBBhmAD+6ZCBLHvjl/WzYlA0E3aT"
                                + "bM3gocbHI6g63C/VagjUP1sQMxLgkx7qbLVAiUHPLy+d4JH7IhOzQmYYO4ceWSUqh2blaIXOOZa6WjpnvgZrBI383aXe8i9BI3oT"
                                + "32Oadw37prN5yg0I6S55tHOI069/qWoSQl+C8jyEcqge0ibJ1mR5+sYCRxoR1D7sLqAA"));
        files.put(
                "lossy, plain transparency",
                file(
                        0x21AE9B9AL,
                        "UklGRoYCAABXRUJQVlA4WAoAAAAQAAAAFAAAEgAAQUxQSJABAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAECAwQFBgcICQoLDA0O"
                                + "DxAREhMUAAIEBggKDA4QEhQWGBocHiAiJCYoAAMGCQwPEhUYGx4hJCcqLTAzNjk8AAQIDBAUGBwgJCgsMDQ4PEBESExQAAUKDxQZ"
                                + "HiMoLTI3PEFGS1BVWl9kAAYMEhgeJCowNjxCSE5UWmBmbHJ4AAcOFRwjKjE4P0ZNVFtiaXB3foWMAAgQGCAoMDhASFBYYGhweICI"
                                + "kJigAAkSGyQtNj9IUVpjbHV+h5CZoqu0AAoUHigyPEZQWmRueIKMlqCqtL7IAAsWISw3Qk1YY255hI+apbC7xtHcAAwYJDA8SFRg"
                                + "bHiEkJyotMDM2OTwAA0aJzRBTltodYKPnKm2w9Dd6vcEAA4cKjhGVGJwfoyaqLbE0uDu/AoYAA8eLTxLWml4h5altMPS4fD/Dh0s"
                                + "ABAgMEBQYHCAkKCwwNDg8AAQIDBAABEiM0RVZneImaq7zN3u/xAhMkNUABIkNkhabH6QorTG2Or8DiAyRFZoVlA4INAAAAAQBwCd"
                                + "ASoVABMAPu1oqU+ppaOiKA1RMB2JbACdMoR/gKtsK+jgAbaDn29yA3sf2UAGOUcVHBd86JQ/WLagbBBhmAD+6ZCBLHvjl/WzYlA0"
                                + "E3aTbM3gocbHI6g63C/VagjUP1sQMxLgkx7qbLVAiUHPLy+d4JH7IhOzQmYYO4ceWSUqh2blaIXOOZa6WjpnvgZrBI383aXe8i9B"
                                + "I3oT32Oadw37prN5yg0I6S55tHOI069/qWoSQl+C8jyEcqge0ibJ1mR5+sYCRxoR1D7sLqAA"));
        files.put(
                "lossless, colors",
                file(
                        0xE9058B63L,
                        "UklGRn4AAABXRUJQVlA4THEAAAAvFIAEAAmAIAL8J3uI6H96ARCE/28PEf1PQyEjSVILDMB6nvOR7L8ABtlGKsAoD+9hnskg20hH"
                                + "8iRFOIIHfLAnCbVt2zBK15gzMIQQau5FqYgoFRGlItKO/neIC/sPNeIRoY4IdUSkI6RL+m1v/nxNEwA="));
        files.put(
                "lossless, transparency",
                file(
                        0x3C84C561L,
                        "UklGRswAAABXRUJQVlA4TMAAAAAvFIAEEAmAIAb8H3uI6H96ARCE/28PEf1Pg0HbRpJMYAAswkN1+A7AMvhmRjoCCNlIUgGG6WEe"
                                + "7GGeaQEQspGkMTiDP5FFOIJFeKBDeJIleRK2jSQpTm4dWOje8yty27ZJ0sXe/AwA0etoSTQkktIhgtAwAEqHCKOzAESQzqKtomHg"
                                + "e5eFiYXF9vGfA06eAlwdJOVJkko521JOKoyf+LnHne17vpQrx7WVOW6wO5njBU8jc0CBv8MU1pFP9bvuGAA="));
        files.put(
                "lossless, palette",
                file(
                        0xE4B4BBA4L,
                        "UklGRnwAAABXRUJQVlA4TG8AAAAvFIAEACdAmG00nNnve2pnQphtBL3/6CZyRyKmITZl5NG/imP+w/WoA7cABm0bSeo+AG4plMIs"
                                + "gOfKn9R1RzoGEf2fgGExALhRMkiUDB6H620lVv/IAOAxUAdp1kQjj4loJCVpuiPNcDyKG2cmfgEA"));
        files.put(
                "animated",
                file(
                        0x8DBDBDC1L,
                        "UklGRu4BAABXRUJQVlA4WAoAAAACAAAAFAAAEgAAQU5JTQYAAAAAAAAAAABBTk1G3AAAAAAAAAAAABQAABIAAGQAAAJWUDggxAAA"
                                + "AFAGAJ0BKhUAEwA/OZLAWa8ppqOoCAHgJwlsZ7WIP/+mBv//KGuADGPoWr4vqaKF0tyA38f1ZAKv0RMgAP7bDb+r5Wrf/mAL1eom"
                                + "2GwRU6BRuO3ssZsS8B10glqOEy5iWj1OaFZhKTBfBsBL4GRNYg/+pra+ZK+6D/6mzDvp+LqNPb6++Qh1adW8qMfBekOrwZQorK1h"
                                + "NjhMRkr/Wzl9dRYjGW8SNj2a9aSUR6PhzCYAnRRAzH66qkhdZ+OP3wCnrAE8AABBTk1G3gAAAAAAAAAAABQAABIAAGQAAABWUDgg"
                                + "xgAAAJQFAJ0BKhUAEwA/OZLAWYKAgAACcJbGNatdP+mrv//KGuADGPoWe8uEaFFudxm1VwDG7tigAP7UJweAHLK/++/HyihmEu1h"
                                + "ecgCD5wDuQAX5Dy2aj3f0mvxL55C4M5BoxJAlx90vk5qS0ychAJux4/QyZHFlQ6E4fobN51z1/vKnl3eXgmRoMzwMdKMBST2RevK"
                                + "1aTKdsWuEg78SoA08KheXG2jDtQv3AopY1+JcSNm5MmoKHyzp4OYRbCLfv5BRaRdimAAAA=="));
        return files;
    }

    private static File file(long checksum, String base64) {
        return new File(Base64.getDecoder().decode(base64), checksum);
    }
}
