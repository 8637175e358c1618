package cutmix.launcher.picture;

import de.erichseifert.vectorgraphics2d.Document;
import de.erichseifert.vectorgraphics2d.Processors;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Encodes drawings as SVG. */
public final class SvgFile {

    /** The declaration is not needed, and refers to an external file. */
    private static final Pattern DOCTYPE = Pattern.compile("<!DOCTYPE[^>]*>\\s*");

    /** The name of a font of this machine, which other machines may not have. */
    private static final Pattern FONT = Pattern.compile("font-family:&quot;[^&]*&quot;");

    private SvgFile() {}

    /** Returns a drawing as the text of an SVG file. */
    public static String svg(Drawing drawing) {
        VectorGraphics2D graphics = new VectorGraphics2D();
        drawing.draw(graphics);
        Document document = Processors.get("svg")
                .getDocument(graphics.getCommands(), new PageSize(drawing.width(), drawing.height()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            document.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String svg = bytes.toString(StandardCharsets.UTF_8);
        return FONT.matcher(DOCTYPE.matcher(svg).replaceFirst("")).replaceAll("$0,Verdana,sans-serif");
    }
}
