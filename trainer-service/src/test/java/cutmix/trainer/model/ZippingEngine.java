package cutmix.trainer.model;

import cutmix.trainer.training.ScriptedEngine;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** An engine that saves its network as a zip file, as the libraries do. */
final class ZippingEngine extends ScriptedEngine {

    @Override
    public void save(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.putNextEntry(new ZipEntry("network"));
        super.save(zip);
        zip.finish();
    }
}
