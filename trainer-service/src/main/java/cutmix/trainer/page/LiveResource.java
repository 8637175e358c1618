package cutmix.trainer.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import cutmix.trainer.page.state.PageEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.function.Consumer;

/** The read-only endpoints of the live page, in addition to its static files. */
@Path("live")
class LiveResource {

    /**
     * Number of events that may wait for a slow browser. A slower browser is disconnected, reconnects, and receives the
     * current state.
     */
    private static final int WAITING = 256;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final LivePage page;

    LiveResource(LivePage page) {
        this.page = page;
    }

    @GET
    @Path("events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> events(@Context Sse sse) {
        return Multi.createFrom()
                .<PageEvent>emitter(this::emit, WAITING)
                .runSubscriptionOn(Infrastructure.getDefaultExecutor())
                .map(event -> sse.newEventBuilder()
                        .name(event.name())
                        .data(String.class, write(event.content()))
                        .build());
    }

    @GET
    @Path("samples/{id}.png")
    @Produces("image/png")
    public Response sample(@PathParam("id") String id) {
        byte[] picture = page.picture(id).orElseThrow(NotFoundException::new);
        return Response.ok(picture)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private void emit(MultiEmitter<? super PageEvent> emitter) {
        Consumer<PageEvent> listener = emitter::emit;
        emitter.onTermination(() -> page.leave(listener));
        page.watch(listener);
    }

    private String write(Object content) {
        try {
            return JSON.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event of the live page cannot be written as JSON", e);
        }
    }
}
