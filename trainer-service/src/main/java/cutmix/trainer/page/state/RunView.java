package cutmix.trainer.page.state;

import java.util.List;

/**
 * The state of a run, or additions to it.
 *
 * @param id distinguishes the run from other runs of its name
 * @param recipe null before the first epoch has ended
 * @param epochs number of epochs of the whole run
 * @param points finished epochs in order
 * @param steps steps in order
 * @param classes null before the first epoch has ended, or if the run does not report them
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
