package org.leasemq.options;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.leasemq.options.Option.Scope;

/** Finds options by their names, and says of others what may have been meant. */
final class OptionNames {
    private static final Map<String, Option<?>> BY_NAME =
            Options.all().stream().collect(Collectors.toUnmodifiableMap(Option::name, Function.identity()));

    private OptionNames() {}

    /**
     * The option of that name.
     *
     * @param allowed the scopes it may be of
     * @throws InvalidOptionException if there is none, naming one whose name is near
     */
    static Option<?> find(String name, Set<Scope> allowed) {
        if (name == null) {
            throw new InvalidOptionException("The name of the option is missing: it is null.");
        }
        Option<?> option = BY_NAME.get(name);
        if (option == null) {
            throw new InvalidOptionException("There is no option '" + name + "'. "
                    + NearestName.of(name, names(allowed))
                            .map(nearest -> "Did you mean '" + nearest + "'?")
                            .orElse("Those there are stand in docs/configuration.md."));
        }
        if (!allowed.contains(option.scope())) {
            throw new InvalidOptionException("Option '" + name + "' is an option of the " + option.scope()
                    + " and cannot be given here, where only options of the " + words(allowed)
                    + " can. Put it into the connection URL.");
        }
        return option;
    }

    private static Collection<String> names(Set<Scope> allowed) {
        return Options.all().stream()
                .filter(option -> allowed.contains(option.scope()))
                .map(Option::name)
                .toList();
    }

    private static String words(Set<Scope> scopes) {
        return EnumSet.copyOf(scopes).stream().map(Scope::toString).collect(Collectors.joining(", "));
    }
}
