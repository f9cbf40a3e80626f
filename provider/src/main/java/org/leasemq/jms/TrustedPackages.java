package org.leasemq.jms;

import java.io.ObjectInputFilter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which classes an ObjectMessage may hold: an allow-list of packages. Immutable. */
final class TrustedPackages implements ObjectInputFilter {
    private static final Set<String> BASICS = Set.of("java.lang", "java.util", "java.math", "java.time");
    private static final long DEEPEST = 1_000;

    private final Set<String> packages = new HashSet<>(BASICS);
    private final Set<String> withSubpackages = new HashSet<>();
    private final boolean everything;

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

    @Override
    public Status checkInput(FilterInfo info) {
        if (info.depth() > DEEPEST) {
            return Status.REJECTED;
        }
        Class<?> type = info.serialClass();
        return type == null || trusts(type) ? Status.ALLOWED : Status.REJECTED;
    }

    private boolean trusts(Class<?> type) {
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
