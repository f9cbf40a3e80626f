package org.leasemq.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;

class TraceContextTest {
    private static final String ROOT = "Root=1-5759e988-bd862e3fe1be46a994272793";
    private static final String PARENT = "Parent=53995c3f42cd8ad8";
    private static final String HEADER = ROOT + ";" + PARENT + ";Sampled=1";
    private static final String TRACEPARENT = "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01";

    @Test
    void bothFormsSayTheSame() {
        assertEquals(HEADER, TraceContext.header(TRACEPARENT));
        assertEquals(TRACEPARENT, TraceContext.traceparent(HEADER));
    }

    @Test
    void whatIsNotSampledIsNot() {
        String not = TRACEPARENT.replaceAll("1$", "2");
        assertEquals(HEADER.replace("Sampled=1", "Sampled=0"), TraceContext.header(not));
        for (String header : List.of(ROOT + ";" + PARENT, ROOT + ";" + PARENT + ";Sampled=?")) {
            assertEquals(TRACEPARENT.replaceAll("1$", "0"), TraceContext.traceparent(header));
        }
    }

    @Test
    void fieldsComeInAnyOrderAndMoreOfThemToo() {
        assertEquals(
                TRACEPARENT, TraceContext.traceparent("Self=1-2-3; Sampled=1 ; " + PARENT + ";Lineage=a:0;" + ROOT));
        assertEquals(HEADER, TraceContext.header("01-" + TRACEPARENT.substring(3) + "-more"));
    }

    @Test
    void whatNamesNoSpanSaysNothing() {
        for (String header :
                List.of("", ROOT, PARENT, "x" + HEADER, HEADER.replace("5759", "5X59"), ROOT + ";Parent=0")) {
            assertNull(TraceContext.traceparent(header), header);
        }
        String zeros = "0000000000000000";
        for (String traceparent : List.of(
                "",
                "ff" + TRACEPARENT.substring(2),
                TRACEPARENT + "0",
                "00-" + zeros + zeros + "-53995c3f42cd8ad8-01",
                "00-5759e988bd862e3fe1be46a994272793-" + zeros + "-01",
                TRACEPARENT.replace("5759e", "5759E"))) {
            assertNull(TraceContext.header(traceparent), traceparent);
        }
    }
}
