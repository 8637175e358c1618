package cutmix.trainer.model;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.output.LinePrefix;
import cutmix.schemas.text.ClassName;
import cutmix.schemas.text.Listing;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Compares the classes of a network with those of a dataset. Labels have the same meaning only if both have the same
 * names in the same order.
 *
 * @param network names of the network's classes
 * @param dataset names of the dataset's classes
 */
public record ClassNamesCheck(List<String> network, List<String> dataset) {

    private static final int SHOWN = 10;

    public ClassNamesCheck {
        network = network.stream().map(ClassName::normalized).toList();
        dataset = dataset.stream().map(ClassName::normalized).toList();
    }

    /**
     * Returns a warning if the initial weights are those of a network with other class names. Its filters may still be
     * useful; its last layer is not.
     *
     * @param weights a trained network, or a file of weights, which may lack class names
     */
    public static Optional<String> warning(Path weights, DatasetInfo info) {
        return NetworkFile.namesIn(weights)
                .map(found -> new ClassNamesCheck(found, info.getClassNames()))
                .filter(classes -> !classes.holds())
                .map(classes -> LinePrefix.WARNING + weights + " " + classes.difference()
                        + ": its last layer begins with the weights of other classes");
    }

    public boolean holds() {
        return network.equals(dataset);
    }

    /**
     * Returns both lists, shortened; for long lists, also the first difference. The text is part of a sentence about
     * the network.
     */
    public String difference() {
        return "has the classes " + Listing.first(SHOWN, network) + ", but the dataset has the classes "
                + Listing.first(SHOWN, dataset) + detail();
    }

    /** Describes the first difference if the shortened lists do not show it. */
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
