package org.leasemq.jms;

/** Which transaction branch the work of one or more sessions belongs to. Safe for use by several threads. */
final class Association {
    private volatile WorkingBranch branch;

    /** The branch of the moment, or null. */
    WorkingBranch branch() {
        return branch;
    }

    /** Work no longer belongs to that branch; tells whether it did until now. */
    synchronized boolean dissociate(WorkingBranch from) {
        boolean associated = branch == from;
        if (associated) {
            branch = null;
        }
        return associated;
    }

    /** From now on work belongs to this branch. */
    synchronized void associate(WorkingBranch value) {
        branch = value;
    }
}
