package org.leasemq.sqs.server;

import java.time.InstantSource;
import org.leasemq.engine.QueueInfo;
import org.leasemq.sqs.action.Authenticator;
import org.leasemq.sqs.action.Guard;
import org.leasemq.sqs.action.Identity;
import org.leasemq.sqs.wire.WireRequest;

/** Who may call, and do what. Without access keys everybody may everything. */
final class Access implements Authenticator, Guard {
    private final ServerSettings settings;

    Access(ServerSettings settings, InstantSource clock) {
        this.settings = settings;
    }

    @Override
    public Identity identify(WireRequest request) {
        return new Identity(settings.account(), null, settings.region(), request.remote(), false);
    }

    @Override
    public void require(Identity who, String action, QueueInfo queue) {}
}
