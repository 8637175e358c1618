package cutmix.launcher.machine;

import java.util.List;

/** Bytes that all network interfaces have received and sent since the machine started. */
record NetworkCounters(long received, long sent) {

    private static final int RECEIVED = 0;
    private static final int SENT = 8;

    /** Reads {@code /proc/net/dev}: two lines of titles, then a line for each interface. */
    static NetworkCounters parse(List<String> lines) {
        long received = 0;
        long sent = 0;
        for (String line : lines) {
            int colon = line.indexOf(':');
            String[] counters = line.substring(colon + 1).strip().split("\\s+");
            if (colon >= 0 && counters.length > SENT) {
                received += Long.parseLong(counters[RECEIVED]);
                sent += Long.parseLong(counters[SENT]);
            }
        }
        return new NetworkCounters(received, sent);
    }
}
