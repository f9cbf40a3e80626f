package org.leasemq.samples.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.activemq.artemis.nativo.jlibaio.LibaioContext;

/** The native half of the AIO journal. It is in a jar, from which the JVM cannot load it; it needs the system's libaio. */
final class AioLibrary {
    private static final String IN_JAR = "/lib/linux-x86_64/libartemis-native-64.so";

    private AioLibrary() {}

    /** Copies the library into {@code directory}, for a JVM that has it as its {@code java.library.path}. */
    static void unpack(Path directory) throws IOException {
        Path library = directory.resolve("libartemis-native-64.so");
        try (InputStream in = LibaioContext.class.getResourceAsStream(IN_JAR)) {
            if (in != null && !Files.exists(library)) {
                Files.createDirectories(directory);
                Files.copy(in, library);
            }
        }
    }

    /** Whether it could be loaded here. */
    static boolean isLoaded() {
        return LibaioContext.isLoaded();
    }
}
