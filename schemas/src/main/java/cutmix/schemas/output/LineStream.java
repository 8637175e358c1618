package cutmix.schemas.output;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.function.Consumer;

/** Splits bytes into lines. Skips empty lines. */
final class LineStream extends OutputStream {

    private final Charset charset;
    private final Consumer<String> lines;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    /** @param lines receives each complete line */
    LineStream(Charset charset, Consumer<String> lines) {
        this.charset = charset;
        this.lines = lines;
    }

    @Override
    public synchronized void write(int part) {
        if (part == '\n') {
            end();
        } else {
            begun.write(part);
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            write(bytes[i]);
        }
    }

    private void end() {
        String line = begun.toString(charset).stripTrailing();
        begun.reset();
        if (!line.isEmpty()) {
            lines.accept(line);
        }
    }
}
