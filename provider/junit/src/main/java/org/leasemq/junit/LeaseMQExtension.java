package org.leasemq.junit;

import jakarta.jms.ConnectionFactory;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.engine.TimeSource;
import org.leasemq.jms.LeaseMQConnectionFactory;
import org.leasemq.options.InvalidOptionException;
import org.leasemq.options.OptionValues;

/**
 * Gives the tests of a class an embedded LeaseMQ of their own, a connection factory for it as a parameter, a clock to advance,
 * and a look into queues.
 *
 * <pre>{@code
 * @RegisterExtension
 * static LeaseMQExtension leasemq = LeaseMQExtension.inMemory().option("max-receive-count", "3");
 * }</pre>
 *
 * <p>Or {@code @ExtendWith(LeaseMQExtension.class)} for one in memory with default options; tests get the extension as a
 * parameter too. It runs as long as the class is tested (as one test, if the field is not static). After each test all
 * queues are emptied; connections stay open, and at the end the engine is closed whoever still uses it.
 *
 * <p>Time runs as usual unless {@link #stoppedAt} says otherwise; {@link #advance} adds to it. A test that takes longer than
 * {@link #timeLimit} is interrupted and fails.
 *
 * <p>What it is to be is said before the first test. Afterwards it is safe for use by several threads; but tests that run at
 * the same time share its queues, which are emptied after each.
 */
public final class LeaseMQExtension
        implements BeforeAllCallback,
                BeforeEachCallback,
                AfterEachCallback,
                AfterAllCallback,
                ParameterResolver,
                InvocationInterceptor {
    private final Supplier<Home> homes;
    private OptionValues options = OptionValues.defaults();
    private TimeSource time = EmbeddedEngines.systemClock();
    private Duration limit = Duration.ofMinutes(1);

    private int holders;
    private Server server;
    private Watchdog watchdog;

    /** In memory, with default options: for {@code @ExtendWith}. */
    public LeaseMQExtension() {
        this(Home::inMemory);
    }

    private LeaseMQExtension(Supplier<Home> homes) {
        this.homes = homes;
    }

    // ----------------------------------------------------------------------------------------- what it is

    /** Keeps everything in memory. */
    public static LeaseMQExtension inMemory() {
        return new LeaseMQExtension();
    }

    /** Keeps the queues in a temporary directory, which is deleted at the end. */
    public static LeaseMQExtension onDisk() {
        return new LeaseMQExtension(Home::onDisk);
    }

    /**
     * Sets an option as in connection URLs.
     *
     * @throws InvalidOptionException if there is no such option, or the value is wrong
     */
    public synchronized LeaseMQExtension option(String name, String value) {
        requireNotRunning();
        options = options.overriddenBy(OptionValues.parse(Map.of(name, value)));
        return this;
    }

    /** The clock shows this time until it is advanced: nothing happens by time but when the test says so. */
    public synchronized LeaseMQExtension stoppedAt(Instant start) {
        requireNotRunning();
        time = new StoppedTime(start);
        return this;
    }

    /** How long a test, or a method before or after it, may take by real time before it is interrupted: one minute if not set. */
    public synchronized LeaseMQExtension timeLimit(Duration value) {
        requireNotRunning();
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("The time limit must be longer than nothing, not " + value + ".");
        }
        limit = value;
        return this;
    }

    private void requireNotRunning() {
        if (server != null) {
            throw new IllegalStateException(
                    "LeaseMQ is running already: say what it is to be where the field is declared.");
        }
    }

    // ------------------------------------------------------------------------------------------ for tests

    /** Makes connections to it. Closed by the extension. */
    public LeaseMQConnectionFactory connectionFactory() {
        return running().factory();
    }

    /** What its clock shows. */
    public Instant now() {
        return running().now();
    }

    /**
     * Moves the clock forward. When it returns, what is due by then has been done: delays, visibility timeouts and waits have
     * ended, expired messages are gone. What a listener or another thread does in consequence may still be going on.
     *
     * @throws IllegalArgumentException if the duration is negative
     */
    public void advance(Duration by) {
        running().advance(by);
    }

    /** Looks into a queue. */
    public QueueView queue(String name) {
        return new QueueView(running(), name);
    }

    private synchronized Server running() {
        if (server == null) {
            throw new IllegalStateException(
                    "LeaseMQ is not running. It does while a class is tested if the extension is a static field with"
                            + " @RegisterExtension or named by @ExtendWith at the class, and otherwise during each test,"
                            + " @BeforeEach and @AfterEach methods included.");
        }
        return server;
    }

    // ------------------------------------------------------------------------------------------ for JUnit

    @Override
    public void beforeAll(ExtensionContext context) {
        join();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        join();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        try {
            running().empty();
        } finally {
            leave();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        leave();
    }

    /** Classes within classes, and tests within classes, share what the outermost has begun. */
    private synchronized void join() {
        if (server == null) {
            server = new Server(homes.get(), options, time);
            watchdog = new Watchdog(limit);
        }
        holders++;
    }

    private synchronized void leave() {
        holders--;
        if (holders == 0) {
            Server ended = server;
            server = null;
            watchdog.close();
            ended.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        boolean factory =
                ConnectionFactory.class.isAssignableFrom(type) && type.isAssignableFrom(LeaseMQConnectionFactory.class);
        return factory || type == LeaseMQExtension.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LeaseMQExtension.class ? this : connectionFactory();
    }

    @Override
    public void interceptBeforeEachMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        guard(invocation);
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        guard(invocation);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        guard(invocation);
    }

    @Override
    public void interceptAfterEachMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        guard(invocation);
    }

    private void guard(Invocation<Void> invocation) throws Throwable {
        Watchdog present;
        synchronized (this) {
            present = watchdog;
        }
        present.guard(invocation);
    }
}
