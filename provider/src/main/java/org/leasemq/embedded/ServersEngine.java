package org.leasemq.embedded;

import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;
import org.leasemq.access.Admission;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.local.runtime.ThreadedEnvironment;
import org.leasemq.engine.model.EngineException;
import org.leasemq.log.Thrown;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.options.ConnectionUrl.Servers;
import org.leasemq.options.OptionValues;
import org.leasemq.options.Options;
import org.leasemq.remote.Connector;
import org.leasemq.remote.Login;
import org.leasemq.remote.Patience;
import org.leasemq.remote.ReadingTurn;
import org.leasemq.remote.RemoteEngine;
import org.leasemq.remote.Session;

/** The engine of a server elsewhere, with the connection to it. */
record ServersEngine(RemoteEngine engine, Session session, Connector connector, MemoryAccount memory)
        implements OpenEngine {

    /**
     * Connects to the first of the addresses that answers.
     *
     * @param ended is run when there will be no connection any more
     */
    static ServersEngine open(
            EmbeddedEngines registry, Servers servers, OptionValues options, Login credentials, Runnable ended) {
        MemoryAccount memory = HeapLimits.account(options);
        Patience patience = new Patience(
                options.get(Options.CONNECT_TIMEOUT),
                options.get(Options.SESSION_TIMEOUT),
                options.get(Options.RECONNECT_TIMEOUT));
        RandomGenerator ids = ThreadedEnvironment.unguessable();
        ReadingTurn turn = new ReadingTurn(registry.clock());
        Session session = new Session(
                new UUID(ids.nextLong(), ids.nextLong()),
                ThisProcess.description(),
                patience.session().toMillis(),
                turn,
                registry.clock());
        RemoteEngine engine = new RemoteEngine(session, ids, memory.share(), options.get(Options.PREFETCH));
        Executor threads = ContextLoader.own().within(registry.threads());
        Connector connector = new Connector(
                session,
                servers.addresses(),
                servers.encrypted() ? TlsSockets.of(options) : Connector::plain,
                credentials,
                patience,
                turn,
                threads,
                registry.clock());
        boolean opened = false;
        try {
            connector.open();
            threads.execute(() -> {
                try {
                    connector.run();
                } finally {
                    ended.run();
                }
            });
            opened = true;
            return new ServersEngine(engine, session, connector, memory);
        } catch (RejectedExecutionException e) {
            throw new EngineException.NoThread(
                    "The connection to " + servers + " has not been opened, since it was refused a thread of its own: "
                            + Thrown.text(e) + ". It needs one as long as it is open. See that there are more.",
                    e);
        } finally {
            if (!opened) {
                engine.close();
                connector.close();
            }
        }
    }

    @Override
    public LeaseEngine face() {
        return engine;
    }

    /** The server holds users to what they may do. */
    @Override
    public LeaseEngine face(String user, UUID client) {
        return engine;
    }

    /** Whoever this was opened for has been let in by the server, which has to be asked about others. */
    @Override
    public void require(String user, String password) {
        connector.require(new Login(user, password));
    }

    /** The server has let in whoever this was opened for. */
    @Override
    public Admission admission() {
        return Admission.ofEverybody();
    }

    @Override
    public boolean hasFailed() {
        return engine.hasFailed();
    }

    @Override
    public boolean isReachable() {
        return session.isConnected();
    }

    @Override
    public void timeChanged() {
        // the clock of the server counts
    }

    @Override
    public void close() {
        engine.close();
        connector.close();
    }
}
