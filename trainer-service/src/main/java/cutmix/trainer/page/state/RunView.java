package cutmix.trainer.page.state;

import java.util.List;

/**
 * What is known of a run, or what is new of it.
 *
 * @param id tells it from others of its name
 * @param recipe null while no epoch has ended
 * @param epochs of the whole run
 * @param points its epochs, in order
 * @param steps in order
 * @param classes null while no epoch has ended, or where the run does not say
 */
record RunView(
        String run,
        String id,
        String path,
        String recipe,
        int epochs,
        List<EpochPoint> points,
        List<StepPoint> steps,
        ClassAccuracy classes) {}
