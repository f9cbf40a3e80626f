package org.leasemq.selector;

/** What kind of value an expression has, as far as that is known beforehand. */
enum ValueType {
    BOOLEAN,
    NUMBER,
    STRING,
    /** That of a property, which each message may set as it likes. */
    ANY;

    boolean canBe(ValueType other) {
        return this == ANY || this == other;
    }
}
