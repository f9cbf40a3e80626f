package org.leasemq.console.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.leasemq.console.audit.Audit;
import org.leasemq.console.figures.Figures;
import org.leasemq.console.login.Person;
import org.leasemq.embedded.DerbyStores;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.memory.MemoryShare;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.thread.DaemonThreads;

/** What it costs when many look. */
class WatchingCostTest {
    private static final int QUEUES = 10_000;
    private static final int PAGES = 10;
    private static final int SHOWN = 50;
    private static final int SECONDS = 200;

    private final ObjectMapper json = new ObjectMapper();

    private PageCall page(Person person, int page) {
        ObjectNode in = json.createObjectNode();
        ArrayNode shown = in.putArray("queues");
        for (int i = 0; i < SHOWN; i++) {
            shown.add("queue" + (page * SHOWN + i));
        }
        return new PageCall(in, person);
    }

    @Test
    void tenPagesOfTenThousandQueuesTakeLessThanAFiftiethOfAProcessor() throws Exception {
        SettableClock clock = new SettableClock();
        EmbeddedEngines engines = new EmbeddedEngines(new DerbyStores(), new DaemonThreads("leasemq-test"), clock);
        ConnectionUrl url = ConnectionUrl.parse("leasemq:mem:watched");
        try (EngineHandle handle = engines.open(url.place(), url.options());
                MemoryShare memory = new MemoryAccount(512 << 20).share();
                Figures figures = new Figures(handle.engine(), clock, memory)) {
            for (int i = 0; i < QUEUES; i++) {
                handle.engine()
                        .createQueue("queue" + i, QueueAttributes.standardQueue())
                        .await();
                handle.engine()
                        .send("queue" + i, List.of(Message.of(Body.text("x"))))
                        .await();
            }
            PageApi api = new PageApi(figures, null, new Audit(clock), memory, clock, handle.threads());
            Person person = new Person(null, handle.engine(), handle.admission());
            List<PageCall> pages = new ArrayList<>();
            for (int i = 0; i < PAGES; i++) {
                pages.add(page(person, i));
            }
            watch(figures, api, pages, clock, 60); // until it is compiled
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            long began = threads.getCurrentThreadCpuTime();
            int looks = watch(figures, api, pages, clock, SECONDS);
            double taken = (threads.getCurrentThreadCpuTime() - began) / 1e9;
            assertTrue(looks >= SECONDS / 20, looks + " looks");
            assertTrue(taken < SECONDS / 50.0, taken + " s in " + SECONDS + " s, for " + looks + " looks");
        } finally {
            engines.closeAll();
        }
    }

    /** As the thread does that tells pages what is new. */
    private int watch(Figures figures, PageApi api, List<PageCall> pages, SettableClock clock, int seconds)
            throws Exception {
        int looks = 0;
        long version = -1;
        for (int i = 0; i < seconds; i++) {
            clock.advance(Duration.ofSeconds(1));
            figures.tick();
            figures.rows();
            if (figures.version() != version) {
                version = figures.version();
                looks++;
                for (PageCall page : pages) {
                    Map<?, ?> told = (Map<?, ?>) api.answer("counts", page, "");
                    assertEquals(SHOWN, ((List<?>) told.get("queues")).size());
                    json.writeValueAsBytes(told);
                }
            }
        }
        return looks;
    }
}
