package org.leasemq.embedded;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.leasemq.engine.FilterLanguage;
import org.leasemq.engine.FilterLanguageProvider;
import org.leasemq.log.Logs;
import org.leasemq.selector.Selector;

/** The languages of filters that this process knows: selectors, and what others on the class path bring. */
final class FilterLanguages {
    private FilterLanguages() {}

    static Map<String, FilterLanguage> known() {
        Map<String, FilterLanguage> known = new HashMap<>();
        Iterator<FilterLanguageProvider> providers = ServiceLoader.load(
                        FilterLanguageProvider.class, FilterLanguageProvider.class.getClassLoader())
                .iterator();
        try {
            while (providers.hasNext()) {
                known.putAll(providers.next().languages());
            }
        } catch (ServiceConfigurationError e) {
            Logs.of(FilterLanguages.class)
                    .log(
                            System.Logger.Level.WARNING,
                            "Languages of filters on the class path cannot be used. Queues with subscriptions in them"
                                    + " are set aside.",
                            e);
        }
        known.put(Selector.LANGUAGE, Selector::parse);
        return Map.copyOf(known);
    }
}
