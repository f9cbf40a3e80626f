package org.leasemq.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.leasemq.engine.model.EngineException;
import org.leasemq.options.ConnectionUrl.Directory;
import org.leasemq.options.ConnectionUrl.Place;

/** Finds out whether two places are the same, however their paths are written. */
final class RealPlaces {
    private RealPlaces() {}

    static Place of(Place place) {
        return place instanceof Directory directory ? new Directory(real(directory.path())) : place;
    }

    /** The path without symbolic links, as far as it exists. */
    private static Path real(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        Path existing = absolute;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing == null) {
            return absolute;
        }
        try {
            return existing.toRealPath().resolve(existing.relativize(absolute)).normalize();
        } catch (IOException e) {
            throw new EngineException.StoreFailed(
                    "The directory " + absolute + " cannot be looked at: " + e + ". Check its access rights.", e);
        }
    }
}
