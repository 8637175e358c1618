package cutmix.trainer.page.state;

import java.util.List;

/**
 * Some mixed samples.
 *
 * @param inTraining whether they are those that a trainer reads now, rather than the newest of the topic
 */
public record SamplesView(boolean inTraining, List<ShownSample> samples) {}
