package org.leasemq.tck.tomcat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.derby.iapi.jdbc.AutoloadedDriver;
import org.apache.derby.shared.common.error.StandardException;
import org.leasemq.jms.LeaseMQConnectionFactory;

/** A web application in a directory. */
record WebApplication(Path directory) {

    void addClasses(Class<?>... classes) throws IOException {
        for (Class<?> type : classes) {
            String file = type.getName().replace('.', '/') + ".class";
            Path copy = directory.resolve("WEB-INF/classes").resolve(file);
            Files.createDirectories(copy.getParent());
            Files.copy(Path.of("target", "test-classes").resolve(file), copy);
        }
    }

    void addContextXml(Path file) throws IOException {
        Files.copy(file, Files.createDirectories(directory.resolve("META-INF")).resolve("context.xml"));
    }

    /** LeaseMQ and Derby. The former is a directory if the build has not packaged it. */
    void addLibraries() throws IOException, URISyntaxException {
        Path libraries = Files.createDirectories(directory.resolve("WEB-INF/lib"));
        for (Class<?> member :
                List.of(LeaseMQConnectionFactory.class, AutoloadedDriver.class, StandardException.class)) {
            Path source = Path.of(
                    member.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(source)) {
                copy(source, directory.resolve("WEB-INF/classes"));
            } else {
                Files.copy(source, libraries.resolve(source.getFileName()));
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }
}
