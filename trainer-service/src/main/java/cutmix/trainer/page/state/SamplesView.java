package cutmix.trainer.page.state;

import java.util.List;

/**
 * Some mixed samples.
 *
 * @param inTraining whether a trainer reads these samples now; otherwise they are the newest samples on the topic
 */
public record SamplesView(boolean inTraining, List<ShownSample> samples) {}
