package org.leasemq.sqs.filter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.Predicate;
import org.leasemq.engine.FilterLanguage;
import org.leasemq.engine.FilterLanguageProvider;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Filter;
import org.leasemq.engine.model.Message;
import org.leasemq.sqs.wire.ClientJson;

/** The two languages of filter policies: of attributes, and of bodies. Safe for use by several threads. */
public final class FilterPolicies implements FilterLanguageProvider {
    private static final String ATTRIBUTES = "filter-policy";
    private static final String BODY = "filter-policy-on-body";

    /** Found by the class path. */
    public FilterPolicies() {}

    /** The filter that a policy is, which has been {@linkplain PolicyRules#fault checked}. */
    public static Filter filter(String policy, boolean onBody) {
        return new Filter(onBody ? BODY : ATTRIBUTES, policy);
    }

    @Override
    public Map<String, FilterLanguage> languages() {
        return Map.of(
                ATTRIBUTES, policy -> compile(policy, Subjects::attributes),
                BODY, policy -> compile(policy, Subjects::body));
    }

    private static Predicate<Message> compile(String policy, Subject subject) {
        Condition condition = read(policy);
        return message -> {
            JsonNode event = subject.of(message);
            return event != null && condition.holds(new Judgement(event), Place.of(event));
        };
    }

    private static Condition read(String policy) {
        try {
            return PolicyReader.read(PolicyReader.JSON.read(policy));
        } catch (ClientJson.Refused | IllegalArgumentException e) {
            throw new EngineException.InvalidFilter("This is no filter policy: " + e.getMessage());
        }
    }

    /** What of a message a policy is about. */
    private interface Subject {
        /** Null if the message has no such thing: then it does not pass. */
        JsonNode of(Message message);
    }
}
