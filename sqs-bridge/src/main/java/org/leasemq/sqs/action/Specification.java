package org.leasemq.sqs.action;

import org.leasemq.sqs.wire.Shape;

/**
 * An action with its shapes.
 *
 * @param action carries it out
 * @param input what requests look like
 * @param output what answers look like
 */
public record Specification(Action action, Shape.Structure input, Shape.Structure output) {
    static Specification of(Action action) {
        return new Specification(action, action.input(), action.output());
    }
}
