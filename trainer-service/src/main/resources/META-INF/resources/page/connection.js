const SILENCE_MILLIS = 15_000;
const RETRY_MILLIS = 2_000;

/**
 * Receives the server's events while the page is open. Reconnects if the connection breaks or is silent, because the server sends
 * an event every few seconds.
 */
export function connect(handlers, onConnection) {
  let source;
  let heard;

  function open() {
    source = new EventSource("live/events");
    heard = Date.now();
    for (const [name, handler] of Object.entries(handlers)) {
      source.addEventListener(name, event => {
        heard = Date.now();
        onConnection(true);
        handler(JSON.parse(event.data));
      });
    }
    source.onerror = () => {
      onConnection(false);
      if (source.readyState === EventSource.CLOSED) {
        reopen();
      }
    };
  }

  function reopen() {
    source.close();
    setTimeout(open, RETRY_MILLIS);
    heard = Date.now() + RETRY_MILLIS;
  }

  setInterval(() => {
    if (Date.now() - heard > SILENCE_MILLIS) {
      onConnection(false);
      reopen();
    }
  }, RETRY_MILLIS);
  open();
}
