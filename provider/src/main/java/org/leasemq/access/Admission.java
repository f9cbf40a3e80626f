package org.leasemq.access;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.LeaseHolders;
import org.leasemq.engine.model.AccessDenied;
import org.leasemq.engine.model.EngineException;
import org.leasemq.log.Logs;
import org.leasemq.options.InvalidOptionException;
import org.leasemq.options.OptionValues;
import org.leasemq.options.Options;

/** Lets users in, and holds them to what they may do. Safe for use by several threads. */
public final class Admission {
    private static final System.Logger LOG = Logs.of(Admission.class);

    /** @param password null for none */
    private record Claim(String user, String password) {}

    private final Users users;
    private final PasswordChecks checks;

    private Admission(Users users, Executor threads) {
        this.users = users;
        this.checks =
                new PasswordChecks(threads, Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }

    /**
     * That of the users that options name, who are read now.
     *
     * @param threads runs each task on a thread of its own, at once
     * @throws InvalidOptionException if their file cannot be read, or has a line that is wrong
     */
    public static Admission of(OptionValues options, Executor threads) {
        Admission admission = new Admission(Users.of(options), threads);
        List<String> plain = admission.users.plain();
        if (!plain.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "Passwords stand as they are in the users file " + options.get(Options.USERS_FILE)
                            + ", where everybody sees them who can read it: those of " + String.join(", ", plain)
                            + ". Put the line there instead that 'leasemq password NAME' makes. Programs of other"
                            + " machines are not served until that is done.");
        }
        return admission;
    }

    /** Everybody may everything. */
    public static Admission ofEverybody() {
        return new Admission(Users.of(OptionValues.defaults()), Runnable::run);
    }

    /** Whether there are no users, so that everybody may everything. */
    public boolean isOfEverybody() {
        return users.areEverybody();
    }

    /** Whether who gives no name is let in. */
    public boolean admitsNobodyInParticular() {
        return users.admitNobodyInParticular();
    }

    /** Users whose passwords can be read by who sees the file. */
    public List<String> plain() {
        return users.plain();
    }

    /** Whether who shows a certificate of that name, which somebody trusted has signed, is let in as the user of that name. */
    public boolean admitsByCertificate(String name) {
        return users.admitByCertificate(name);
    }

    /**
     * Whether somebody is let in by a password. Whatever the answer, finding it takes the same time, and a thread of its own,
     * which it shares with those who want to know the same just then.
     *
     * @param source from where he comes; null for this process
     * @param user null for nobody in particular
     * @param password null for none
     * @return fails with {@link EngineException.NoThread} where too many ask at once
     */
    public CompletableFuture<Boolean> admits(String source, String user, String password) {
        if (user == null || users.areEverybody()) {
            return CompletableFuture.completedFuture(users.areEverybody() || users.admitNobodyInParticular());
        }
        return checks.ask(source, new Claim(user, password), () -> users.admit(user, password));
    }

    /**
     * Lets somebody of this process in; waits for that.
     *
     * @throws AccessDenied if not
     */
    public void require(String user, String password) {
        boolean admitted;
        try {
            admitted = admits(null, user, password).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof EngineException known
                    ? known
                    : new EngineException.Failed("A password could not be checked: " + e.getCause(), e.getCause());
        }
        if (!admitted) {
            throw AccessDenied.toEngine(user);
        }
    }

    /**
     * An engine as somebody may use it who has been let in: what he makes is his as long as this is used.
     *
     * @param holders those of the engine
     * @param user null for nobody in particular
     * @param client one that is his already; null for none
     * @return the same engine where he may do everything
     */
    public LeaseEngine engine(LeaseEngine engine, LeaseHolders holders, String user, UUID client) {
        Rights rights = users.rights(user);
        if (rights == null) {
            return engine;
        }
        Guard guard = new Guard(rights, user, engine, holders);
        if (client != null) {
            guard.own.addClient(client);
        }
        return new GuardedEngine(engine, guard);
    }

    /** Whether somebody may do everything, so that nobody need be told apart. */
    public boolean letsDoEverything(String user) {
        return users.rights(user) == null;
    }

    /** Whether somebody may do something with a queue that has a name for people. For who shows only what works. */
    public boolean may(String user, Right right, String queue) {
        Rights rights = users.rights(user);
        return rights == null || rights.have(right, Destination.queue(queue));
    }

    /** Whether somebody may be told that there is a queue of that name, which is not his own. */
    public boolean maySee(String user, String queue) {
        Rights rights = users.rights(user);
        return rights == null || rights.haveAny(Destination.queue(queue));
    }

    /** Whether somebody may do something with anything at all. */
    public boolean mayOfSomething(String user, Right right) {
        Rights rights = users.rights(user);
        return rights == null || rights.haveOfSomething(right);
    }

    /** Whether somebody may do something with everything there is, of others too. */
    public boolean mayOfEverything(String user, Right right) {
        Rights rights = users.rights(user);
        return rights == null || rights.haveOfEverything(right);
    }
}
