package org.leasemq.store;

/**
 * Somebody else has taken the data over, or may have: nothing can be known or changed by this store any more. What it has
 * written before is safe, and is the new owner's.
 */
public class StoreLostException extends StoreException {
    private static final long serialVersionUID = 1L;

    public StoreLostException(String message) {
        super(message);
    }

    public StoreLostException(String message, Throwable cause) {
        super(message, cause);
    }
}
