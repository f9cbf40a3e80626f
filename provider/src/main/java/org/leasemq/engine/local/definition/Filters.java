package org.leasemq.engine.local.definition;

import java.util.Map;
import java.util.function.Predicate;
import org.leasemq.engine.FilterLanguage;
import org.leasemq.engine.TimeSource;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Filter;
import org.leasemq.engine.model.Message;

/** The languages of filters, and what filters written in them mean. Safe for use by several threads. */
public final class Filters {
    private final Map<String, FilterLanguage> languages;
    private final FilterFaults faults;

    public Filters(Map<String, FilterLanguage> languages, TimeSource clock) {
        this.languages = languages;
        this.faults = new FilterFaults(clock);
    }

    /**
     * Understands a filter, which may take long: called without the lock.
     *
     * @throws EngineException.InvalidFilter if it makes no sense
     */
    public Predicate<Message> compile(Filter filter) {
        FilterLanguage language = languages.get(filter.language());
        if (language == null) {
            throw new EngineException.InvalidFilter("The filter " + filter.text() + " is written in '"
                    + filter.language() + "', which is none of the languages this engine knows: "
                    + languages.keySet());
        }
        try {
            return faults.contained(filter, language.compile(filter.text()));
        } catch (EngineException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            throw new EngineException.InvalidFilter("The filter " + filter.text() + ", written in '" + filter.language()
                    + "', could not be understood: " + e);
        }
    }
}
