package cutmix.trainer.dl4j;

import java.util.function.Supplier;

/** Creates networks without oneDNN helpers. A layer looks for its helper only when it is created. */
final class HelpersOff {

    static final String PROPERTY = "org.eclipse.deeplearning4j.helpers.disable";

    private HelpersOff() {}

    static <T> T during(Supplier<T> making) {
        String before = System.getProperty(PROPERTY);
        System.setProperty(PROPERTY, "true");
        try {
            return making.get();
        } finally {
            if (before == null) {
                System.clearProperty(PROPERTY);
            } else {
                System.setProperty(PROPERTY, before);
            }
        }
    }
}
