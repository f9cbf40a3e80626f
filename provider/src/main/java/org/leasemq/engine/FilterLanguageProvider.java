package org.leasemq.engine;

import java.util.Map;
import java.util.ServiceLoader;

/**
 * Brings filter languages beside selectors: what is on the class path is found by {@link ServiceLoader} whenever an engine is
 * opened, so that subscriptions written in them mean the same in every process that has them. Has a constructor without
 * parameters.
 */
public interface FilterLanguageProvider {
    /** The languages, by the names that filters and databases know them by. */
    Map<String, FilterLanguage> languages();
}
