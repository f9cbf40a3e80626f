package org.leasemq.embedded;

import org.leasemq.options.ConnectionUrl.Place;
import org.leasemq.options.ConnectionUrl.Servers;

/**
 * What has an engine of its own.
 *
 * @param place where the queues are
 * @param user who a server elsewhere is asked as; null for nobody in particular, and for engines of this process, which all users
 *     share
 */
record EngineKey(Place place, String user) {

    /** However the place is written. */
    static EngineKey of(Place place, String user) {
        return new EngineKey(RealPlaces.of(place), place instanceof Servers ? user : null);
    }

    boolean isFor(String other) {
        return equals(new EngineKey(place, place instanceof Servers ? other : null));
    }
}
