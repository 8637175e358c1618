package cutmix.process;

import java.util.Locale;

/** What every {@code main} does first. */
public final class ProcessStart {

    private ProcessStart() {}

    /**
     * Makes US English the locale of this process, whose output programs read too, and watches over the parent process where a
     * parent has asked for it by {@link ChildJvm#options()}.
     */
    public static void begin() {
        Locale.setDefault(Locale.US);
        ParentWatch.begin();
    }
}
