package cutmix.trainer.model;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.text.ClassName;
import cutmix.schemas.text.Listing;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Whether a network's classes are those of a dataset: the same names in the same order. Only then a label means the same to both.
 *
 * @param network the names of the network's classes
 * @param dataset the names of the dataset's classes
 */
public record ClassNamesCheck(List<String> network, List<String> dataset) {

    private static final int SHOWN = 10;

    public ClassNamesCheck {
        network = network.stream().map(ClassName::normalised).toList();
        dataset = dataset.stream().map(ClassName::normalised).toList();
    }

    /**
     * A line for whoever begins with the weights of a network that has other classes, where they are known. Its filters may serve
     * all the same; what it has learned of its classes does not.
     *
     * @param weights a trained network, or a file of weights, which need not name its classes
     */
    public static Optional<String> warning(Path weights, DatasetInfo info) {
        return NetworkFile.namesIn(weights)
                .map(found -> new ClassNamesCheck(found, info.getClassNames()))
                .filter(classes -> !classes.holds())
                .map(classes -> "warning: " + weights + " " + classes.difference()
                        + ": its last layer begins with the weights of other classes");
    }

    public boolean holds() {
        return network.equals(dataset);
    }

    /** Both lists, shortened, and of long ones the first difference; part of a sentence about the network. */
    public String difference() {
        return "tells " + Listing.first(SHOWN, network) + " apart, but the classes of the dataset are "
                + Listing.first(SHOWN, dataset) + detail();
    }

    /** Where the first names of both lists are the same, nobody would see the difference. */
    private String detail() {
        int common = 0;
        while (common < Math.min(network.size(), dataset.size())
                && network.get(common).equals(dataset.get(common))) {
            common++;
        }
        return common < SHOWN
                ? ""
                : " (class " + (common + 1) + " is " + name(network, common) + " and " + name(dataset, common) + ")";
    }

    private static String name(List<String> names, int index) {
        return index < names.size() ? Listing.first(1, names.subList(index, index + 1)) : "missing";
    }
}
