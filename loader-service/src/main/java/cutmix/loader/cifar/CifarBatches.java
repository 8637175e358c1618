package cutmix.loader.cifar;

import cutmix.loader.dataset.UnreadableFilesException;
import cutmix.schemas.failure.UserException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The batch files of a folder: first the files of training images, then the file of test images. */
record CifarBatches(List<CifarBatch> files) implements AutoCloseable {

    /** @throws UserException if a file is missing or truncated; names all such files */
    static CifarBatches open(Path folder) {
        List<CifarBatch> files = new ArrayList<>();
        List<UserException> failures = new ArrayList<>();
        for (String file : CifarFiles.batches()) {
            try {
                files.add(CifarBatch.open(folder.resolve(file)));
            } catch (UserException e) {
                failures.add(e);
            }
        }
        CifarBatches batches = new CifarBatches(files);
        if (failures.isEmpty()) {
            return batches;
        }
        batches.close();
        if (failures.size() == 1) {
            throw failures.get(0);
        }
        throw new UnreadableFilesException(
                failures.stream().map(UserException::getMessage).toList(),
                failures.size() + " of the " + CifarFiles.batches().size() + " batch files in " + folder
                        + " cannot be read: copy or extract them again");
    }

    List<CifarBatch> train() {
        return files.subList(0, CifarFiles.TRAIN.size());
    }

    List<CifarBatch> test() {
        return files.subList(CifarFiles.TRAIN.size(), files.size());
    }

    @Override
    public void close() {
        files.forEach(CifarBatch::close);
    }
}
