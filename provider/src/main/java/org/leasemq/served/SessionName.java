package org.leasemq.served;

import java.util.UUID;

/**
 * What a session is called in the log.
 *
 * @param description what its client says of itself, which may be anything
 */
record SessionName(UUID id, String description) {
    /** Characters of that which the log has. */
    private static final int MOST = 100;

    private static final int OF_ID = 8;

    /** It begins with what operators see of the id, and what the client says cannot be taken for more than that. */
    @Override
    public String toString() {
        return "Session " + id.toString().substring(0, OF_ID) + " of '"
                + shortened().replace('\'', '?') + "'";
    }

    private String shortened() {
        if (description.length() <= MOST) {
            return description;
        }
        boolean pair = Character.isHighSurrogate(description.charAt(MOST - 1));
        return description.substring(0, pair ? MOST - 1 : MOST) + "…";
    }
}
