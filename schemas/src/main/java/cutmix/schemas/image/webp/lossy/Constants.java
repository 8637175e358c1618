package cutmix.schemas.image.webp.lossy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tables of RFC 6386, read from a text file. */
final class Constants {

    /** Quantizer steps of the first coefficient, by index. */
    static final int[] DC_STEPS; // (128)

    /** Quantizer steps of all other coefficients, by index. */
    static final int[] AC_STEPS; // (128)

    /** Probabilities of the modes of subblocks. */
    static final int[] SUBBLOCK_MODES; // (mode above, mode to the left, 9)

    /** Default probabilities of coefficients. */
    static final int[] COEFFICIENTS; // (kinds, bands, contexts, 11)

    /** Probabilities that an image changes the default probabilities. */
    static final int[] COEFFICIENT_UPDATES; // (kinds, bands, contexts, 11)

    static {
        Map<String, int[]> constants = read();
        DC_STEPS = constants.get("dc-steps");
        AC_STEPS = constants.get("ac-steps");
        SUBBLOCK_MODES = constants.get("subblock-modes");
        COEFFICIENTS = constants.get("coefficients");
        COEFFICIENT_UPDATES = constants.get("coefficient-updates");
    }

    private Constants() {}

    private static Map<String, int[]> read() {
        Map<String, List<Integer>> numbers = new HashMap<>();
        List<Integer> current = new ArrayList<>();
        try (InputStream in = Constants.class.getResourceAsStream("constants.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (Character.isLetter(line.charAt(0))) {
                    current = new ArrayList<>();
                    numbers.put(line.substring(0, line.indexOf(' ')), current);
                } else if (line.charAt(0) != '#') {
                    for (String number : line.split(" ")) {
                        current.add(Integer.valueOf(number));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, int[]> constants = new HashMap<>();
        numbers.forEach((name, list) ->
                constants.put(name, list.stream().mapToInt(Integer::intValue).toArray()));
        return constants;
    }
}
