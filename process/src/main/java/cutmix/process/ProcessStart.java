package cutmix.process;

import java.util.Locale;

/** The first steps of every {@code main} method. */
public final class ProcessStart {

    private ProcessStart() {}

    /**
     * Sets the locale of this process to US English, because programs also read its output. Watches the parent process
     * if the parent has requested this with {@link ChildJvm#options()}.
     */
    public static void begin() {
        Locale.setDefault(Locale.US);
        ParentWatch.begin();
    }
}
