package cutmix.trainer.page;

import java.util.List;

/**
 * Some mixed samples.
 *
 * @param inTraining whether they are those that a trainer reads now, rather than the newest of the topic
 */
record SamplesView(boolean inTraining, List<MixedSample> samples) {}
