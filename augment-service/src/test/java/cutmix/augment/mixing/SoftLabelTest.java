package cutmix.augment.mixing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SoftLabelTest {

    @Property
    void weights_sum_to_one(
            @ForAll @IntRange(min = 1, max = 100) int classes,
            @ForAll @IntRange(max = 99) int base,
            @ForAll @IntRange(max = 99) int partner,
            @ForAll @DoubleRange(min = 0, max = 1) double baseWeight,
            @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double smoothing) {
        List<Float> label = SoftLabel.of(classes, base % classes, partner % classes, baseWeight, smoothing);

        assertThat(label).hasSize(classes).allSatisfy(weight -> assertThat(weight)
                .isBetween(0f, 1f));
        assertThat(label.stream().mapToDouble(weight -> weight).sum()).isCloseTo(1, within(1e-5));
    }

    @Test
    void base_and_partner_share_the_label() {
        assertThat(SoftLabel.of(3, 2, 0, 0.75, 0)).containsExactly(0.25f, 0f, 0.75f);
    }

    @Test
    void two_images_of_one_class_have_its_label_whole() {
        assertThat(SoftLabel.of(3, 1, 1, 0.3, 0)).containsExactly(0f, 1f, 0f);
    }

    @Test
    void smoothing_moves_a_part_to_all_classes_alike() {
        assertThat(SoftLabel.of(4, 0, 1, 0.75, 0.2)).containsExactly(0.65f, 0.25f, 0.05f, 0.05f);
    }
}
