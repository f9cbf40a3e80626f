package org.leasemq.sqs.access;

import org.leasemq.sqs.wire.ApiException;

/** Decides who may do what. Safe for use by several threads. */
public interface ActionGuard {
    /** Lets everybody do everything. */
    ActionGuard OPEN = new ActionGuard() {
        @Override
        public void require(Identity who, String action, TouchRole role, Resource resource) {
            // everybody may
        }

        @Override
        public boolean owns(Identity who, Resource resource) {
            return true;
        }
    };

    /**
     * Asked for everything a request touches, before anything is done.
     *
     * @param action what is asked for
     * @throws ApiException if the caller may not touch it as that
     */
    void require(Identity who, String action, TouchRole role, Resource resource);

    /** Whether it belongs to the caller's account. */
    boolean owns(Identity who, Resource resource);
}
