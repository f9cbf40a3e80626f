package org.leasemq.jms;

/** Which transaction branch the work of one or more sessions belongs to. Safe for use by several threads. */
final class Association {
    private volatile WorkingBranch branch;

    /** The branch of the moment, or null. */
    WorkingBranch branch() {
        return branch;
    }

    /** From now on work belongs to this branch, or to none if null. */
    void associate(WorkingBranch value) {
        branch = value;
    }
}
