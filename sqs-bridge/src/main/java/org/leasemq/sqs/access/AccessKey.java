package org.leasemq.sqs.access;

import java.util.Objects;
import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;

/**
 * Who may call.
 *
 * @param id the access key id
 * @param secret the secret access key
 * @param account account of the user, 12 digits
 * @param user name of the user
 */
@VisibleTo(Audience.APPLICATIONS)
public record AccessKey(String id, String secret, String account, String user) {
    public AccessKey {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(secret, "secret");
        Objects.requireNonNull(account, "account");
        // who has no name is this process itself, which may everything
        Objects.requireNonNull(user, "user");
    }

    /** The user as policies name it. */
    public String arn() {
        return "arn:aws:iam::" + account + ":user/" + user;
    }

    @Override
    public String toString() {
        return "access key " + id;
    }
}
