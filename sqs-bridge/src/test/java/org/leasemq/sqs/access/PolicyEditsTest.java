package org.leasemq.sqs.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;

class PolicyEditsTest {
    private static final String ARN = "arn:aws:sqs:us-east-1:111111111111:orders";
    private static final List<String> BOB = List.of("222222222222");
    private static final List<String> SEND = List.of("SendMessage");

    private static String one() {
        return PolicyEdits.add(null, "send", BOB, SEND, ARN);
    }

    private static String refusal(ErrorCode code, Executable edit) {
        ApiException refused = assertThrows(ApiException.class, edit);
        assertEquals(code, refused.code());
        return refused.getMessage();
    }

    private static String refusal(Executable edit) {
        return refusal(ErrorCode.INVALID_PARAMETER_VALUE, edit);
    }

    @Test
    void aPermissionIsWrittenAsAwsWritesIt() {
        assertEquals(
                "{\"Version\":\"2008-10-17\",\"Id\":\"" + ARN + "/SQSDefaultPolicy\",\"Statement\":[{\"Sid\":\"send\","
                        + "\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::222222222222:root\"},"
                        + "\"Action\":\"SQS:SendMessage\",\"Resource\":\"" + ARN + "\"}]}",
                one());
    }

    @Test
    void severalAccountsAndActionsAreLists() {
        String policy =
                PolicyEdits.add(null, "l", List.of("222222222222", "333333333333"), List.of("SendMessage", "*"), ARN);
        assertTrue(
                policy.contains("{\"AWS\":[\"arn:aws:iam::222222222222:root\",\"arn:aws:iam::333333333333:root\"]}"),
                policy);
        assertTrue(policy.contains("\"Action\":[\"SQS:SendMessage\",\"SQS:*\"]"), policy);
    }

    @Test
    void whatIsWrittenAllowsWhatItSays() {
        Policy policy = Policy.parse(one());
        Caller bob = new Caller("222222222222", "arn:aws:iam::222222222222:user/bob", Map.of());
        Caller eve = new Caller("333333333333", "arn:aws:iam::333333333333:user/eve", Map.of());
        assertEquals(true, policy.decide(bob, "SendMessage", ARN));
        assertNull(policy.decide(bob, "ReceiveMessage", ARN));
        assertNull(policy.decide(bob, "SendMessage", ARN + "2"));
        assertNull(policy.decide(eve, "SendMessage", ARN));
    }

    @Test
    void permissionsAreAddedToAPolicyThatIsThereAndRemovedAgain() {
        String own = "{\"Version\":\"2012-10-17\",\"Id\":\"mine\",\"Statement\":"
                + "{\"Sid\":\"own\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"sqs:PurgeQueue\"}}";
        String both = PolicyEdits.add(own, "send", BOB, SEND, ARN);
        assertTrue(
                both.startsWith("{\"Version\":\"2012-10-17\",\"Id\":\"mine\",\"Statement\":[{\"Sid\":\"own\""), both);
        String rest = PolicyEdits.remove(both, "send");
        assertTrue(rest.contains("\"own\"") && !rest.contains("\"send\""), rest);
        assertNull(PolicyEdits.remove(rest, "own"));
        assertNull(PolicyEdits.remove(one(), "send"));
    }

    @Test
    void aLabelIsThereOnceOrNotAtAll() {
        assertEquals(
                "Value send for parameter Label is invalid. Reason: Already exists.",
                refusal(() -> PolicyEdits.add(one(), "send", BOB, SEND, ARN)));
        String missing = "Value other for parameter Label is invalid. Reason: can't find label.";
        assertEquals(missing, refusal(() -> PolicyEdits.remove(one(), "other")));
        assertEquals(missing, refusal(() -> PolicyEdits.remove(null, "other")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "ü",
                "a.b",
                "12345678901234567890123456789012345678901234567890123456789012345678901234567890x"
            })
    void aLabelHasLettersDigitsHyphensAndUnderscores(String label) {
        assertTrue(refusal(() -> PolicyEdits.add(null, label, BOB, SEND, ARN)).contains("parameter Label"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sendmessage", "SendMessageBatch", "CreateQueue", "SQS:SendMessage"})
    void onlyActionsThatCanBeSharedAreAllowed(String action) {
        List<String> actions = List.of("SendMessage", action);
        assertTrue(refusal(() -> PolicyEdits.add(null, "l", BOB, actions, ARN)).contains("parameter ActionName"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "22222222222", "2222222222222", "22222222222x", "*", "arn:aws:iam::222222222222:root"})
    void accountsHaveTwelveDigits(String account) {
        assertTrue(refusal(() -> PolicyEdits.add(null, "l", List.of(account), SEND, ARN))
                .contains("parameter PrincipalId"));
    }

    @Test
    void limitsOfPoliciesHoldForPermissions() {
        List<String> eight = List.of(
                "SendMessage",
                "ReceiveMessage",
                "DeleteMessage",
                "ChangeMessageVisibility",
                "GetQueueAttributes",
                "GetQueueUrl",
                "ListDeadLetterSourceQueues",
                "PurgeQueue");
        assertEquals(
                "8 Actions were found, maximum allowed is 7.",
                refusal(ErrorCode.OVER_LIMIT, () -> PolicyEdits.add(null, "l", BOB, eight, ARN)));
        String policy = one();
        for (int i = 1; i < 20; i++) {
            policy = PolicyEdits.add(policy, "l" + i, BOB, SEND, ARN);
        }
        String full = policy;
        assertTrue(refusal(ErrorCode.INVALID_ATTRIBUTE_VALUE, () -> PolicyEdits.add(full, "more", BOB, SEND, ARN))
                .contains("1 to 20 statements"));
    }
}
