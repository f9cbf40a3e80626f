package org.leasemq.jms.object;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which classes an ObjectMessage may hold: an allow-list of packages. Immutable. */
final class TrustedPackages {
    private static final Set<String> BASICS = Set.of("java.lang", "java.util", "java.math", "java.time");

    private final Set<String> packages = new HashSet<>(BASICS);
    private final Set<String> withSubpackages = new HashSet<>();
    private final boolean everything;

    /** @param patterns names of packages; one that ends in {@code .*} takes in the package and all below, {@code *} everything */
    TrustedPackages(List<String> patterns) {
        everything = patterns.contains("*");
        for (String pattern : patterns) {
            if (pattern.endsWith(".*")) {
                withSubpackages.add(pattern.substring(0, pattern.length() - 2));
            } else {
                packages.add(pattern);
            }
        }
    }

    /** Whether a class, or what an array is of, is of a trusted package. */
    boolean trusts(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        if (everything || element.isPrimitive()) {
            return true;
        }
        String name = element.getPackageName();
        return packages.contains(name)
                || withSubpackages.stream().anyMatch(prefix -> name.equals(prefix) || name.startsWith(prefix + "."));
    }
}
