package cutmix.loader.dataset;

import cutmix.schemas.UserException;
import java.util.List;

/** Images that cannot be read. The message says what that means for the dataset, the details name the images. */
public final class UnreadableImagesException extends UserException {

    private static final long serialVersionUID = 1L;

    private final String[] images;

    /** @param images a line for each image that is to be named */
    public UnreadableImagesException(List<String> images, String message) {
        super(message);
        this.images = images.toArray(String[]::new);
    }

    /** A line for each image that is named. */
    @Override
    public List<String> details() {
        return List.of(images);
    }
}
