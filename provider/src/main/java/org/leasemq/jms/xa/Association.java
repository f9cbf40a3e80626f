package org.leasemq.jms.xa;

import org.leasemq.jms.acknowledge.Enlistment;

/** Which transaction branch the work of one or more sessions belongs to. Safe for use by several threads. */
public final class Association {
    private volatile BranchEnlistment enlistment;

    /** That of the moment, or null. */
    public Enlistment enlistment() {
        return enlistment;
    }

    /** The branch of the moment, or null. */
    WorkingBranch branch() {
        BranchEnlistment present = enlistment;
        return present == null ? null : present.branch();
    }

    /** Work no longer belongs to that branch; tells whether it did until now. */
    synchronized boolean dissociate(WorkingBranch from) {
        boolean associated = branch() == from;
        if (associated) {
            enlistment.end();
            enlistment = null;
        }
        return associated;
    }

    /** From now on work belongs to this branch. */
    synchronized void associate(WorkingBranch branch) {
        enlistment = new BranchEnlistment(branch);
    }
}
