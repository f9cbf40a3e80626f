package org.leasemq.selector;

import java.util.List;
import org.leasemq.engine.model.Message;

/** Logic with three values: true, false, and null for unknown (section 3.8.1.2). */
final class Logic {
    private Logic() {}

    /** The truth of an expression; what is not a boolean is unknown. */
    static Boolean truth(Expression expression, Message message) {
        return expression.evaluate(message) instanceof Boolean truth ? truth : null;
    }

    static Boolean not(Boolean truth) {
        return truth == null ? null : !truth;
    }

    static Boolean and(Boolean one, Boolean other) {
        if (Boolean.FALSE.equals(one) || Boolean.FALSE.equals(other)) {
            return false;
        }
        return one == null || other == null ? null : Boolean.TRUE;
    }

    /**
     * All parts together, until one decides.
     *
     * @param decisive the value that settles the matter: false for AND, true for OR
     */
    static Boolean all(List<Expression> parts, Message message, Boolean decisive) {
        Boolean result = !decisive;
        for (Expression part : parts) {
            Boolean truth = truth(part, message);
            if (decisive.equals(truth)) {
                return decisive;
            }
            if (truth == null) {
                result = null;
            }
        }
        return result;
    }
}
