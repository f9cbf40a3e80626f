package org.leasemq.sqs.queue;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;

/**
 * An account and a region: where queues and topics belong, which their Amazon resource names say.
 *
 * @param account 12 digits
 * @param region letters, digits and hyphens
 */
public record Arns(String account, String region) {
    private static final String PREFIX = "arn:aws:";
    private static final String APART = "at:";
    private static final String REGIONS = "[A-Za-z0-9-]{1,32}";
    private static final String ACCOUNTS = "[0-9]{12}";
    private static final Pattern REGION = Pattern.compile(REGIONS);
    private static final Pattern ACCOUNT = Pattern.compile(ACCOUNTS);
    private static final Pattern NAME_APART = Pattern.compile(APART + "(" + REGIONS + "):(" + ACCOUNTS + "):(.+)");
    private static final Pattern BEFORE_NAME = Pattern.compile("\\b" + APART + REGIONS + ":" + ACCOUNTS + ":");

    /** Whether it can be the number of an account. */
    public static boolean isAccount(String text) {
        return ACCOUNT.matcher(text).matches();
    }

    /** Whether it can be the name of a region: any that is short and plain, since it becomes a part of names. */
    public static boolean isRegion(String text) {
        return REGION.matcher(text).matches();
    }

    /** The ARN of a queue. */
    public String queue(String name) {
        return PREFIX + "sqs:" + region + ":" + account + ":" + name;
    }

    /** The ARN of a topic. */
    public String topic(String name) {
        return PREFIX + "sns:" + region + ":" + account + ":" + name;
    }

    /**
     * What the engine calls a queue or a topic of here in a server that is at home elsewhere. Clients can give no name with a
     * colon, so nothing else is called so.
     */
    String apart(String name) {
        return APART + region + ":" + account + ":" + name;
    }

    /** What clients call a queue or a topic that the engine calls so. */
    public static String plain(String engineName) {
        Matcher apart = NAME_APART.matcher(engineName);
        return apart.matches() ? apart.group(3) : engineName;
    }

    /** A text in which all that the engine calls so has the names that clients have for it. */
    static String allPlain(String text) {
        return BEFORE_NAME.matcher(text).replaceAll("");
    }

    /** The name of a queue among those of all accounts and regions: its ARN, unless it has a plain name. */
    public static String shown(String engineName) {
        Arns named = named(engineName);
        return named == null ? engineName : named.queue(plain(engineName));
    }

    /** Where something belongs that the engine calls so; null if its name does not say. */
    static Arns named(String engineName) {
        Matcher apart = NAME_APART.matcher(engineName);
        return apart.matches() ? new Arns(apart.group(2), apart.group(1)) : null;
    }

    /**
     * Where a queue or a topic belongs, whoever asks, in a server that is at home here: where its name says; else to the account
     * and region of who created it, as far as that is known; else here.
     *
     * @param engineName what the engine calls it
     * @param kept what is kept with it
     */
    public Arns of(String engineName, QueueAttributes kept) {
        Arns named = named(engineName);
        return named == null ? Labels.home(kept, this) : named;
    }

    /** As {@link #of(String, QueueAttributes)}. */
    public Arns of(QueueInfo queue) {
        return of(queue.name(), queue.attributes());
    }

    /**
     * From which accounts and regions a queue or a topic is found, in a server that is at home here: from where it belongs, which
     * is the first; and from here too if it has a plain name, as all had once.
     */
    public List<Arns> doors(String engineName, QueueAttributes kept) {
        Arns belongs = of(engineName, kept);
        return belongs.equals(this) || named(engineName) != null ? List.of(belongs) : List.of(belongs, this);
    }
}
