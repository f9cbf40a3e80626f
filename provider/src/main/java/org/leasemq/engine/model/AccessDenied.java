package org.leasemq.engine.model;

/** Somebody is not let in, or may not do that. Nothing of the operation has happened. */
public final class AccessDenied extends EngineException {
    private static final long serialVersionUID = 1L;

    public AccessDenied(String message) {
        super(Kind.ACCESS_DENIED, message, null);
    }

    /**
     * That somebody is not let in.
     *
     * @param user null if nobody was named
     */
    public static AccessDenied toEngine(String user) {
        return new AccessDenied(
                user == null
                        ? "This engine wants a user name and a password. Create the connection with them."
                        : "User '" + user + "' is unknown, or the password is wrong.");
    }
}
