package org.leasemq.engine.carried;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.util.random.RandomGeneratorFactory;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.local.runtime.ThreadedEnvironment;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.options.OptionValues;
import org.leasemq.remote.FrameServer;

/** Engines of tests that pass as well where every call is carried over a network that is cut again and again. */
public final class CarriedEngines {
    private static final String CARRIED = "leasemq.test.carried";
    private static final String SEED = "leasemq.test.seed";

    private CarriedEngines() {}

    /** These engines, behind such a network, or behind sockets, if the property of the build says so. */
    public static EmbeddedEngines ifWanted(EmbeddedEngines engines) {
        return switch (System.getProperty(CARRIED, "")) {
            case "true" -> engines.behind(CarriedEngines::carried);
            case "sockets" -> engines.behind(CarriedEngines::bySockets);
            default -> engines;
        };
    }

    private static LeaseEngine bySockets(LeaseEngine engine) {
        try {
            FrameServer server = new FrameServer(engine);
            ConnectionUrl url = ConnectionUrl.parse("leasemq:tcp://" + server.address());
            return EmbeddedEngines.ofServer("carried")
                    .open(url.place(), OptionValues.defaults())
                    .engine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LeaseEngine carried(LeaseEngine engine) {
        long seed = Long.getLong(SEED, System.identityHashCode(engine));
        System.getLogger("org.leasemq.test").log(Level.WARNING, "carried with -D" + SEED + "=" + seed);
        return CarriedEngine.threaded(
                engine,
                ThreadedEnvironment.systemClock(),
                RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
    }
}
