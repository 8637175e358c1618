package cutmix.trainer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the live page is told, as a browser hears it. */
final class EventStream implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final InputStream body;

    /** An event by its name. */
    record Heard(String name, JsonNode content) {}

    private EventStream(InputStream body) {
        this.body = body;
    }

    static EventStream of(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/live/events"))
                .header("Accept", "text/event-stream")
                .build();
        HttpResponse<InputStream> response =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new IOException("status " + response.statusCode());
        }
        EventStream stream = new EventStream(response.body());
        Thread thread = new Thread(stream::read, "events");
        thread.setDaemon(true);
        thread.start();
        return stream;
    }

    /** What was told under this name, in order. */
    List<JsonNode> events(String name) {
        return heard.stream()
                .filter(event -> event.name().equals(name))
                .map(Heard::content)
                .toList();
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            String name = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event:")) {
                    name = line.substring(6).strip();
                } else if (line.startsWith("data:")) {
                    heard.add(new Heard(name, parse(line.substring(5))));
                }
            }
        } catch (IOException e) {
            heard.add(new Heard("end", JSON.getNodeFactory().textNode(e.toString())));
        }
    }

    private static JsonNode parse(String data) {
        try {
            return JSON.readTree(data);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
