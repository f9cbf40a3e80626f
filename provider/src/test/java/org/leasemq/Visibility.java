package org.leasemq;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.ThrowsDeclaration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;

/** Who may use what: read from {@link VisibleTo}. */
public final class Visibility {
    private Visibility() {}

    /** What other modules of LeaseMQ may use: whatever somebody outside may. */
    public static DescribedPredicate<JavaClass> toFaces(JavaClasses all) {
        return DescribedPredicate.describe(
                "visible to faces", type -> audience(type, all).isPresent());
    }

    private static boolean toApplications(JavaClass type, JavaClasses all) {
        return audience(type, all).equals(Optional.of(Audience.APPLICATIONS));
    }

    /** What a type says, or the one around it, or its package. */
    private static Optional<Audience> audience(JavaClass type, JavaClasses all) {
        JavaClass plain = type.getBaseComponentType();
        Optional<Audience> own = said(plain);
        if (own.isPresent()) {
            return own;
        }
        Optional<JavaClass> around = plain.getEnclosingClass();
        if (around.isPresent()) {
            return audience(around.get(), all);
        }
        String room = plain.getPackageName() + ".package-info";
        return all.contain(room) ? said(all.get(room)) : Optional.empty();
    }

    private static Optional<Audience> said(JavaClass type) {
        return type.tryGetAnnotationOfType(VisibleTo.class).map(VisibleTo::value);
    }

    private static Optional<Audience> said(JavaMember member) {
        return member.tryGetAnnotationOfType(VisibleTo.class).map(VisibleTo::value);
    }

    /**
     * What applications are told of that is not for them: by the supertypes and the public and protected members of the types that
     * are.
     */
    public static Set<String> leaksToApplications(JavaClasses told, JavaClasses all) {
        Set<String> leaks = new TreeSet<>();
        for (JavaClass type : told) {
            if (isPublic(type) && toApplications(type, all)) {
                mentioned(type)
                        .filter(other -> other.getPackageName().startsWith("org.leasemq"))
                        .filter(other -> !toApplications(other, all))
                        .forEach(other -> leaks.add(type.getName() + " tells of " + other.getName()));
            }
        }
        return leaks;
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(Visibility::isPublic).orElse(true);
    }

    private static Stream<JavaClass> mentioned(JavaClass type) {
        Stream<JavaType> supertypes = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
        Stream<JavaClass> members = type.getMembers().stream()
                .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC)
                        || member.getModifiers().contains(JavaModifier.PROTECTED))
                .filter(member -> !member.getModifiers().contains(JavaModifier.SYNTHETIC))
                .filter(member -> !said(member).equals(Optional.of(Audience.FACES)))
                .flatMap(Visibility::mentioned);
        return Stream.concat(supertypes.flatMap(supertype -> supertype.getAllInvolvedRawTypes().stream()), members);
    }

    private static Stream<JavaClass> mentioned(JavaMember member) {
        if (member instanceof JavaField field) {
            return field.getAllInvolvedRawTypes().stream();
        }
        JavaCodeUnit unit = (JavaCodeUnit) member;
        return Stream.concat(
                unit.getAllInvolvedRawTypes().stream(),
                unit.getThrowsClause().stream().map(ThrowsDeclaration::getRawType));
    }

    /** Of types that one depends on, those of another module that are for nobody outside it. */
    public static Set<String> trespassesOf(JavaClasses module, JavaClasses all) {
        DescribedPredicate<JavaClass> visible = toFaces(all);
        return module.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> {
                    JavaClass other = dependency.getTargetClass().getBaseComponentType();
                    return other.getPackageName().startsWith("org.leasemq")
                            && !module.contain(other.getName())
                            && !visible.test(other);
                })
                .map(dependency -> dependency.getOriginClass().getName() + " uses "
                        + dependency.getTargetClass().getName())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
