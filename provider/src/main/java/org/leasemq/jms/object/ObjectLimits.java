package org.leasemq.jms.object;

import org.leasemq.options.OptionValues;
import org.leasemq.options.Options;

/**
 * What the object of an ObjectMessage may be, whoever sent it. Immutable.
 *
 * @param trusted whose classes it may hold
 * @param depth how deep objects may be nested
 * @param references how many references it may hold, each counted as often as it is reached
 * @param arrayLength how long an array may be
 * @param bytes how large it may be, serialized
 */
record ObjectLimits(TrustedPackages trusted, int depth, int references, int arrayLength, long bytes) {

    static ObjectLimits of(OptionValues options) {
        return new ObjectLimits(
                new TrustedPackages(options.get(Options.TRUSTED_PACKAGES)),
                options.get(Options.OBJECT_DEPTH_LIMIT),
                options.get(Options.OBJECT_REFERENCE_LIMIT),
                options.get(Options.OBJECT_ARRAY_LIMIT),
                options.get(Options.OBJECT_SIZE_LIMIT));
    }
}
