package org.leasemq.sqs.server;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.sqs.access.AccessKey;
import org.leasemq.sqs.access.ActionGuard;
import org.leasemq.sqs.access.Authenticator;
import org.leasemq.sqs.access.Caller;
import org.leasemq.sqs.access.Identity;
import org.leasemq.sqs.access.Policy;
import org.leasemq.sqs.access.Resource;
import org.leasemq.sqs.access.SignatureScope;
import org.leasemq.sqs.access.SignatureV4;
import org.leasemq.sqs.access.TouchRole;
import org.leasemq.sqs.queue.Arns;
import org.leasemq.sqs.queue.Labels;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.WireRequest;

/**
 * Who may call, and do what. Without access keys everybody may everything, under the name they give. With them every request
 * has to be signed; the owner of a queue may do everything with it that its policy does not deny, others what it allows, as far as
 * policies can allow it. Safe for use by several threads.
 */
final class Access implements Authenticator, ActionGuard {
    /** A part of the account, for policies that have been read. */
    private static final int PART = 64;
    /** What one takes that has been read, in its characters. */
    private static final int READ_WEIGHT = 16;
    /** What actions on topics begin with. */
    private static final String TOPICS = "sns:";

    /** Where the server is at home. */
    private final Arns home;

    private final SignatureV4 signatures;
    private final InstantSource clock;
    private final Map<String, Policy> ofQueues = new ConcurrentHashMap<>();
    private final Map<String, Policy> ofTopics = new ConcurrentHashMap<>();
    /** Characters of those, about. */
    private final AtomicLong remembered = new AtomicLong();

    private final long mostRemembered;

    Access(ServerSettings settings, InstantSource clock, MemoryAccount memory) {
        this.mostRemembered = memory.limit() / PART / READ_WEIGHT;
        this.home = new Arns(settings.account(), settings.region());
        this.clock = clock;
        this.signatures = settings.accessKeys().isEmpty() ? null : new SignatureV4(settings.accessKeys(), clock);
    }

    @Override
    public void recognize(WireRequest head) {
        if (signatures != null) {
            signatures.recognize(head);
        }
    }

    @Override
    public Identity identify(WireRequest request) {
        if (signatures != null) {
            SignatureV4.Signed signed = signatures.verify(request);
            AccessKey key = signed.key();
            return identity(request, key.account(), key.user(), signed.scope());
        }
        SignatureScope scope = SignatureScope.of(request);
        boolean namesAccount = scope != null && Arns.isAccount(scope.keyId());
        return identity(request, namesAccount ? scope.keyId() : home.account(), null, scope);
    }

    private Identity identity(WireRequest request, String account, String user, SignatureScope scope) {
        return new Identity(account, user, region(scope), request.remote(), request.secure());
    }

    /** The region that a request means: that of its scope, which may be any that can be a region. */
    private String region(SignatureScope scope) {
        if (scope == null || scope.region().isEmpty() || scope.region().equals(SignatureScope.ANY_REGION)) {
            return home.region();
        }
        if (!Arns.isRegion(scope.region())) {
            throw new ApiException(
                    ErrorCode.SIGNATURE_DOES_NOT_MATCH,
                    "Credential should be scoped to a valid region: at most 32 letters, digits and hyphens.");
        }
        return scope.region();
    }

    @Override
    public void require(Identity who, String action, TouchRole role, Resource resource) {
        if (letsAll(who)) {
            return;
        }
        boolean own = who.account().equals(resource.home(home).account());
        String full = permission(action, role, resource);
        String arn = resource.arn(home);
        String text = Labels.attribute(resource.attributes(), "Policy");
        Boolean decision = text == null ? null : decide(policy(text, resource), who, full, arn);
        boolean may = decision == null || decision && role.permission() == null ? own : decision;
        if (!may) {
            throw denied(who, full, arn, Boolean.FALSE.equals(decision));
        }
    }

    /** In the words of AWS, where queues have actions in small letters and topics a service in capitals. */
    private static ApiException denied(Identity who, String full, String arn, boolean explicitly) {
        String action =
                full.startsWith(TOPICS) ? "SNS:" + full.substring(TOPICS.length()) : full.toLowerCase(Locale.ROOT);
        return new ApiException(
                ErrorCode.ACCESS_DENIED,
                "User: " + arn(who) + " is not authorized to perform: " + action + " on resource: " + arn
                        + (explicitly
                                ? " with an explicit deny in a resource-based policy"
                                : " because no resource-based policy allows the " + action + " action"));
    }

    private static String arn(Identity who) {
        return new AccessKey("", "", who.account(), who.user()).arn();
    }

    /** What policies call it. What only owners may has the name of the action, which a policy can still deny. */
    private static String permission(String action, TouchRole role, Resource resource) {
        String name = role.permission() == null ? action : role.permission();
        return name.indexOf(':') >= 0 ? name : (resource.isTopic() ? TOPICS : "sqs:") + name;
    }

    @Override
    public boolean owns(Identity who, Resource resource) {
        return letsAll(who) || who.account().equals(resource.home(home).account());
    }

    private boolean letsAll(Identity who) {
        return signatures == null || who.user() == null;
    }

    private Policy policy(String text, Resource resource) {
        boolean ofTopic = resource.isTopic();
        Map<String, Policy> policies = ofTopic ? ofTopics : ofQueues;
        Policy known = policies.get(text);
        if (known != null) {
            return known;
        }
        if (remembered.addAndGet(text.length()) > mostRemembered) {
            ofQueues.clear();
            ofTopics.clear();
            remembered.set(text.length());
        }
        Policy read = ofTopic ? Policy.ofTopic(text) : Policy.parse(text);
        policies.put(text, read);
        return read;
    }

    private Boolean decide(Policy policy, Identity who, String action, String resource) {
        String arn = arn(who);
        Map<String, String> context = new HashMap<>();
        context.put("aws:sourceip", who.remote());
        context.put("aws:currenttime", clock.instant().toString());
        context.put("aws:securetransport", Boolean.toString(who.secure()));
        context.put("aws:username", who.user());
        context.put("aws:principalarn", arn);
        context.put("aws:principalaccount", who.account());
        context.put("aws:sourceowner", who.account());
        return policy.decide(new Caller(who.account(), arn, context), action, resource);
    }
}
