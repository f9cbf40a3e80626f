package org.leasemq.console.login;

import org.leasemq.access.Admission;
import org.leasemq.access.Right;
import org.leasemq.engine.LeaseEngine;

/**
 * Somebody who looks at the page.
 *
 * @param user null for nobody in particular
 * @param engine as it may be used by this one
 * @param admission knows the rights
 */
public record Person(String user, LeaseEngine engine, Admission admission) {

    public boolean may(Right right, String queue) {
        return admission.may(user, right, queue);
    }

    public boolean sees(String queue) {
        return admission.maySee(user, queue);
    }

    public boolean mayOfSomething(Right right) {
        return admission.mayOfSomething(user, right);
    }

    public boolean mayOfEverything(Right right) {
        return admission.mayOfEverything(user, right);
    }

    /** Whether there is nothing that this one may not. */
    public boolean mayEverything() {
        return admission.letsDoEverything(user);
    }
}
