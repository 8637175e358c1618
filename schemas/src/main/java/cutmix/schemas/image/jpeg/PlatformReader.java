package cutmix.schemas.image.jpeg;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/** The JDK's own JPEG reader, independent of other readers on the class path. */
final class PlatformReader {

    private PlatformReader() {}

    static ImageReader create() throws IOException {
        Iterator<ImageReaderSpi> providers = IIORegistry.getDefaultInstance()
                .getServiceProviders(ImageReaderSpi.class, provider -> isPlatforms((ImageReaderSpi) provider), false);
        if (!providers.hasNext()) {
            throw new IllegalStateException("The module java.desktop has no reader of JPEG images");
        }
        return providers.next().createReaderInstance();
    }

    private static boolean isPlatforms(ImageReaderSpi provider) {
        return provider.getClass().getModule() == ImageIO.class.getModule()
                && List.of(provider.getFormatNames()).contains("jpeg");
    }
}
