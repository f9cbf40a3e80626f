package org.leasemq.sqs.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.UnaryOperator;
import org.leasemq.sqs.wire.ClientJson;

/** The text of a policy while statements are added to it and removed. For one thread. */
public final class PolicyText {
    private static final ClientJson JSON = ClientJson.withNamesOnce(ClientJson.SHALLOW);
    private static final String STATEMENT = "Statement";
    private static final String LABEL = "Sid";

    private final ObjectNode policy;

    private PolicyText(ObjectNode policy) {
        this.policy = policy;
    }

    /** One without statements. */
    public static PolicyText empty(String id) {
        ObjectNode policy = JsonNodeFactory.instance.objectNode();
        policy.put("Version", "2008-10-17").put("Id", id).putArray(STATEMENT);
        return new PolicyText(policy);
    }

    /** One that a queue or a topic has. */
    public static PolicyText of(String policy) {
        return new PolicyText((ObjectNode) JSON.again(policy));
    }

    /** Whether no statement is in it. */
    public boolean isEmpty() {
        return statements().isEmpty();
    }

    /** Whether it has a statement of that label. */
    public boolean has(String label) {
        return place(label) >= 0;
    }

    /** One more statement, which allows something. */
    public ObjectNode allow(String label, List<String> principals, List<String> actions, String resource) {
        ObjectNode statement = statements().addObject().put(LABEL, label).put("Effect", "Allow");
        put(statement.putObject("Principal"), "AWS", principals);
        put(statement, "Action", actions);
        return statement.put("Resource", resource);
    }

    /** Without the statement of a label, if it has that. */
    public void remove(String label) {
        int place = place(label);
        if (place >= 0) {
            statements().remove(place);
        }
    }

    private int place(String label) {
        ArrayNode statements = statements();
        for (int i = 0; i < statements.size(); i++) {
            if (statements.get(i).path(LABEL).asText().equals(label)) {
                return i;
            }
        }
        return -1;
    }

    /** One that stands alone becomes the first of a list. */
    private ArrayNode statements() {
        JsonNode present = policy.get(STATEMENT);
        if (present instanceof ArrayNode list) {
            return list;
        }
        ArrayNode list = policy.putArray(STATEMENT);
        if (present != null) {
            list.add(present);
        }
        return list;
    }

    /** What is alone stands without a list. */
    private static void put(ObjectNode node, String name, List<String> values) {
        if (values.size() == 1) {
            node.put(name, values.get(0));
        } else {
            values.forEach(node.putArray(name)::add);
        }
    }

    /** Names with what stands before them in a policy. */
    public static List<String> each(List<String> names, UnaryOperator<String> written) {
        return names.stream().map(written).toList();
    }

    /** As it is kept. */
    @Override
    public String toString() {
        return ClientJson.write(policy);
    }
}
