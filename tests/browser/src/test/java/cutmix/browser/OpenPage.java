package cutmix.browser;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The live page, open in a browser. */
final class OpenPage implements AutoCloseable {

    /** Whether a chart contains pixels of a color of the page. */
    private static final String COLORED =
            """
            ([chart, name]) => {
              const canvas = document.querySelectorAll('.chart')[chart].querySelector('canvas');
              if (!canvas) return false;
              const hex = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
              const wanted = [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16));
              const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
              let found = 0;
              for (let i = 0; i < data.length; i += 4) {
                if (data[i + 3] === 255 && wanted.every((value, part) => Math.abs(value - data[i + part]) < 8)) found++;
              }
              return found > 4;
            }
            """;

    private static final String VIOLATIONS =
            """
            async () => (await axe.run()).violations.map(
              found => found.id + ': ' + found.nodes.map(node => node.target + ' ' + node.failureSummary).join('; '))
            """;
    private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";

    private final BrowserContext context;
    private final Page page;
    private final List<String> faults = new CopyOnWriteArrayList<>();

    /** @param timeout in milliseconds */
    OpenPage(Chromium chromium, String address, ColorScheme scheme, int width, double timeout) {
        context = chromium.browser()
                .newContext(new NewContextOptions().setColorScheme(scheme).setViewportSize(width, 900));
        page = context.newPage();
        page.setDefaultTimeout(timeout);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                faults.add(message.text());
            }
        });
        page.onPageError(faults::add);
        page.navigate(address);
    }

    Page page() {
        return page;
    }

    Locator all(String selector) {
        return page.locator(selector);
    }

    /** Errors that the browser reported. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    void awaitColor(int chart, String name) {
        page.waitForFunction(COLORED, List.of(chart, name));
    }

    void awaitNoColor(int chart, String name) {
        page.waitForFunction("argument => !(" + COLORED.strip() + ")(argument)", List.of(chart, name));
    }

    boolean fitsItsWidth() {
        return (boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth");
    }

    /** Accessibility problems, by the rules of axe-core. */
    List<?> violations() throws IOException {
        try (InputStream in = OpenPage.class.getResourceAsStream(AXE)) {
            page.evaluate(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        return (List<?>) page.evaluate(VIOLATIONS);
    }

    void screenshot(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(file));
    }

    @Override
    public void close() {
        context.close();
    }
}
