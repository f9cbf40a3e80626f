package org.leasemq.options;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.leasemq.options.Option.Scope;

/** Values given to some of the {@link Options}; all others have their defaults. Immutable. */
public final class OptionValues {
    private static final OptionValues DEFAULTS = new OptionValues(Map.of());

    private final Map<Option<?>, Object> given;

    private OptionValues(Map<Option<?>, Object> given) {
        this.given = given;
    }

    /** Everything at its default. */
    public static OptionValues defaults() {
        return DEFAULTS;
    }

    /**
     * Reads values of options of any scope.
     *
     * @throws InvalidOptionException if a name or a value is wrong
     */
    public static OptionValues parse(Map<String, String> texts) {
        return parse(texts, EnumSet.allOf(Scope.class));
    }

    /**
     * Reads values of options of some scopes only.
     *
     * @throws InvalidOptionException if a name or a value is wrong
     */
    public static OptionValues parse(Map<String, String> texts, Set<Scope> allowed) {
        Map<Option<?>, Object> values = new LinkedHashMap<>();
        texts.forEach((name, text) -> {
            Option<?> option = OptionNames.find(name, allowed);
            values.put(option, option.parse(text));
        });
        return new OptionValues(values);
    }

    /** The value of an option. */
    @SuppressWarnings("unchecked") // put in by with() and parse() only, with the type of the option
    public <T> T get(Option<T> option) {
        return given.containsKey(option) ? (T) given.get(option) : option.defaultValue();
    }

    /** Whether a value was given, even if it is the default. */
    public boolean isGiven(Option<?> option) {
        return given.containsKey(option);
    }

    /**
     * The same with another value of one option.
     *
     * @throws InvalidOptionException if the value is out of range
     */
    public <T> OptionValues with(Option<T> option, T value) {
        Map<Option<?>, Object> values = new LinkedHashMap<>(given);
        values.put(option, option.check(value));
        return new OptionValues(values);
    }

    /** The same with the given values of others in the place of these. */
    public OptionValues overriddenBy(OptionValues others) {
        Map<Option<?>, Object> values = new LinkedHashMap<>(given);
        values.putAll(others.given);
        return new OptionValues(values);
    }

    /** The values given, as text, by name. */
    public Map<String, String> asTexts() {
        Map<String, String> texts = new LinkedHashMap<>();
        given.keySet().forEach(option -> texts.put(option.name(), text(option)));
        return texts;
    }

    /** The value of an option as text. */
    public <T> String text(Option<T> option) {
        return option.type().format(get(option));
    }

    @Override
    public String toString() {
        Map<String, String> texts = asTexts();
        given.keySet().stream().filter(Option::isSecret).forEach(option -> texts.put(option.name(), "***"));
        return texts.toString();
    }
}
