package org.leasemq.sqs.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;

class PolicyTest {
    private static final String ARN = "arn:aws:sqs:us-east-1:111111111111:orders";
    private static final Map<String, String> CONTEXT = Map.of(
            "aws:sourceip", "10.1.2.3",
            "aws:currenttime", "2026-11-21T08:00:00Z",
            "aws:securetransport", "false",
            "aws:username", "bob",
            "aws:principalaccount", "222222222222",
            "aws:principalarn", "arn:aws:iam::222222222222:user/bob",
            "aws:sourcearn", "arn:aws:sns:us-east-1:111111111111:news");
    private static final Caller BOB = new Caller("222222222222", "arn:aws:iam::222222222222:user/bob", CONTEXT);

    private static String statement(String effect, String rest) {
        return ("{'Effect':'" + effect + "'," + rest + "}").replace('\'', '"');
    }

    private static String policy(String... statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    }

    private static Boolean decide(String action, String... statements) {
        return Policy.parse(policy(statements)).decide(BOB, action, ARN);
    }

    private static String reason(String policy) {
        ApiException refused = assertThrows(ApiException.class, () -> Policy.parse(policy));
        assertEquals(ErrorCode.INVALID_ATTRIBUTE_VALUE, refused.code());
        return refused.getMessage();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "null",
            value = {
                "'Principal':'*'                                            | true",
                "'Principal':{'AWS':'*'}                                    | true",
                "'Principal':{'AWS':'222222222222'}                         | true",
                "'Principal':{'AWS':'arn:aws:iam::222222222222:root'}       | true",
                "'Principal':{'AWS':['333333333333','arn:aws:iam::222222222222:user/bob']} | true",
                "'Principal':{'AWS':'arn:aws:iam::222222222222:user/eve'}   | null",
                "'Principal':{'Service':'sns.amazonaws.com'}                | null",
                "'NotPrincipal':{'AWS':'222222222222'}                      | null",
                "'NotPrincipal':{'AWS':'333333333333'}                      | true",
            })
    void aStatementSaysWho(String who, Boolean decision) {
        assertEquals(decision, decide("SendMessage", statement("Allow", who + ",'Action':'sqs:*','Resource':'*'")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "null",
            value = {
                "'Action':'SQS:SendMessage'                     | true",
                "'Action':'sqs:sendmessage'                     | true",
                "'Action':['sqs:ReceiveMessage','sqs:Send*']    | true",
                "'Action':'*'                                   | true",
                "'Action':'sqs:?endMessage'                     | true",
                "'Action':'sqs:Send'                            | null",
                "'Action':'sns:*'                               | null",
                "'NotAction':'sqs:ReceiveMessage'               | true",
                "'NotAction':'SQS:*'                            | null",
            })
    void aStatementSaysWhat(String what, Boolean decision) {
        assertEquals(decision, decide("SendMessage", statement("Allow", "'Principal':'*'," + what)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "null",
            value = {
                "'Resource':'arn:aws:sqs:us-east-1:111111111111:orders'       | true",
                "'Resource':'arn:aws:sqs:*:111111111111:or*'                  | true",
                "'Resource':['arn:aws:sqs:us-east-1:111111111111:other','*']  | true",
                "'Resource':'arn:aws:sqs:us-east-1:111111111111:other'        | null",
                "'NotResource':'arn:aws:sqs:us-east-1:111111111111:other'     | true",
                "'NotResource':'arn:aws:sqs:*:*:orders'                       | null",
            })
    void aStatementSaysWhere(String where, Boolean decision) {
        String rest = "'Principal':'*','Action':'sqs:*'," + where;
        assertEquals(decision, decide("SendMessage", statement("Allow", rest)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "null",
            value = {
                "'StringEquals':{'aws:username':'bob'}                                  | true",
                "'StringEquals':{'AWS:UserName':['eve','bob']}                          | true",
                "'StringEquals':{'aws:username':'BOB'}                                  | null",
                "'StringEqualsIgnoreCase':{'aws:username':'BOB'}                        | true",
                "'StringNotEquals':{'aws:username':['eve','bob']}                       | null",
                "'StringNotEquals':{'aws:unknown':'x'}                                  | true",
                "'StringLike':{'aws:principalarn':'arn:*:user/b?b'}                     | true",
                "'StringNotLike':{'aws:principalarn':'arn:*:user/b?b'}                  | null",
                "'ArnEquals':{'aws:SourceArn':'arn:aws:sns:*:111111111111:news'}        | true",
                "'ArnNotLike':{'aws:SourceArn':'arn:aws:sns:*:111111111111:news'}       | null",
                "'StringEquals':{'aws:unknown':'x'}                                     | null",
                "'StringEqualsIfExists':{'aws:unknown':'x'}                             | true",
                "'StringEqualsIfExists':{'aws:username':'x'}                            | null",
                "'ForAnyValue:StringEquals':{'aws:username':['eve','bob']}              | true",
                "'ForAnyValue:StringLike':{'aws:PrincipalOrgPaths':['o-a/*']}           | null",
                "'ForAnyValue:StringNotLike':{'aws:PrincipalOrgPaths':['o-a/*']}        | null",
                "'ForAnyValue:StringNotEquals':{'aws:username':'bob'}                   | null",
                "'ForAnyValue:StringEqualsIfExists':{'aws:unknown':'x'}                 | true",
                "'ForAllValues:StringEquals':{'aws:TagKeys':['a','b']}                  | true",
                "'ForAllValues:StringEquals':{'aws:username':'eve'}                     | null",
                "'ForAllValues:StringNotEquals':{'aws:username':'eve'}                  | true",
                "'Null':{'aws:unknown':'true'}                                          | true",
                "'Null':{'aws:username':true}                                           | null",
                "'Null':{'aws:username':['true','false']}                               | true",
                "'Bool':{'aws:SecureTransport':'false'}                                 | true",
                "'Bool':{'aws:SecureTransport':true}                                    | null",
                "'IpAddress':{'aws:SourceIp':['192.168.0.0/16','10.0.0.0/8']}           | true",
                "'IpAddress':{'aws:SourceIp':'10.1.2.2/31'}                             | true",
                "'IpAddress':{'aws:SourceIp':'10.1.2.4/31'}                             | null",
                "'IpAddress':{'aws:SourceIp':'2001:db8::/32'}                           | null",
                "'NotIpAddress':{'aws:SourceIp':'10.1.2.3'}                             | null",
                "'NumericEquals':{'aws:principalaccount':222222222222.0}                | true",
                "'NumericLessThan':{'aws:principalaccount':'222222222222'}              | null",
                "'NumericGreaterThanEquals':{'aws:principalaccount':'222222222222'}     | true",
                "'NumericNotEquals':{'aws:principalaccount':'1'}                        | true",
                "'NumericEquals':{'aws:username':'1'}                                   | null",
                "'DateLessThan':{'aws:CurrentTime':'2026-11-21T09:00:00+02:00'}         | null",
                "'DateGreaterThan':{'aws:CurrentTime':'2026-11-21T09:00:00+02:00'}      | true",
                "'DateGreaterThanEquals':{'aws:CurrentTime':'2026-11-21'}               | true",
                "'DateLessThanEquals':{'aws:CurrentTime':'1795248000'}                  | true",
                "'StringEquals':{'aws:username':'bob'},'Bool':{'aws:SecureTransport':'true'} | null",
                "'StringEquals':{'aws:username':'bob','aws:principalaccount':'1'}       | null",
            })
    void aStatementSaysWhen(String condition, Boolean decision) {
        String rest = "'Principal':'*','Action':'sqs:*','Resource':'*','Condition':{" + condition + "}";
        assertEquals(decision, decide("SendMessage", statement("Allow", rest)));
    }

    @Test
    void aDenialCountsMoreThanWhatAllows() {
        String allow = statement("Allow", "'Principal':'*','Action':'sqs:*'");
        String deny = statement("Deny", "'Principal':'*','Action':'sqs:PurgeQueue'");
        assertEquals(true, decide("SendMessage", deny, allow));
        assertEquals(false, decide("PurgeQueue", allow, deny));
        assertEquals(false, decide("PurgeQueue", deny, allow));
        assertNull(decide("SendMessage", deny));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{'Statement':[]}",
                "{'Statement':['x']}",
                "{'Version':'2020-01-01','Statement':[{'Effect':'Allow','Principal':'*','Action':'*'}]}",
                "{'Statements':[],'Statement':[{'Effect':'Allow','Principal':'*','Action':'*'}]}",
                "{'Statement':[{'Effect':'Allow','Principal':'*','Action':'*'}]} x",
                "{'Statement':[{'Effect':'Deny','Effect':'Allow','Principal':'*','Action':'*'}]}",
                "{'Statement':[{'Effect':'Permit','Principal':'*','Action':'*'}]}",
                "{'Statement':[{'Effect':'Allow','Action':'*'}]}",
                "{'Statement':[{'Effect':'Allow','Principal':'*'}]}",
                "{'Statement':[{'Effect':'Allow','Principal':'*','NotPrincipal':'*','Action':'*'}]}",
                "{'Statement':[{'Effect':'Allow','Principal':'*','Action':'*','Resource':'*','NotResource':'*'}]}",
                "{'Statement':[{'Effect':'Allow','Principal':'*','Action':[]}]}",
                "{'Statement':[{'Effect':'Allow','Principal':'*','Action':[{}]}]}",
                "{'Statement':[{'Effect':'Allow','Principal':'222222222222','Action':'*'}]}",
                "{'Statement':[{'Effect':'Allow','NotPrincipal':{},'Action':'*'}]}",
                "{'Statement':[{'Effect':'Allow','NotPrincipal':{'Aws':'222222222222'},'Action':'*'}]}",
                "{'Statement':[{'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::222222222222:user/*'},'Action':'*'}]}",
                "{'Statement':[{'Effect':'Allow','Principal':'*','Action':'*','Conditions':{}}]}",
            })
    void whatIsNoPolicyIsRefused(String policy) {
        assertTrue(reason(policy.replace('\'', '"')).startsWith("Invalid value for the parameter Policy. "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'x'",
                "null",
                "{}",
                "[{'StringEquals':{'aws:username':'bob'}}]",
                "{'StringEquals':'bob'}",
                "{'StringEquals':{}}",
                "{'StringEquals':{'aws:username':[]}}",
                "{'StringEquals':{'aws:username':{'a':'b'}}}",
                "{'StringSame':{'aws:username':'bob'}}",
                "{'NumericNotLessThan':{'aws:username':'1'}}",
                "{'NullIfExists':{'aws:username':'true'}}",
                "{'ForAnyValue:Null':{'aws:username':'true'}}",
                "{'ForAllValues:':{'aws:username':'true'}}",
                "{'NotIpAddress':{'aws:SourceIp':'10.0.0.0/33'}}",
                "{'NotIpAddress':{'aws:SourceIp':'10.0.0.256'}}",
                "{'NotIpAddress':{'aws:SourceIp':'localhost'}}",
                "{'NotIpAddress':{'aws:SourceIp':'::1::2'}}",
                "{'NumericNotEquals':{'aws:username':'one'}}",
                "{'DateLessThan':{'aws:CurrentTime':'tomorrow'}}",
                "{'Bool':{'aws:SecureTransport':'yes'}}",
            })
    void aConditionThatCannotBeJudgedIsRefused(String condition) {
        String rest = "'Principal':'*','Action':'sqs:*','Condition':" + condition;
        assertTrue(reason(policy(statement("Allow", rest))).startsWith("Invalid value for the parameter Policy. "));
    }

    @Test
    void policiesHaveTheirLimits() {
        String allow = statement("Allow", "'Principal':'*','Action':'sqs:*'");
        assertEquals(true, decide("SendMessage", Collections.nCopies(20, allow).toArray(String[]::new)));
        assertTrue(reason(policy(Collections.nCopies(21, allow).toArray(String[]::new)))
                .contains("1 to 20 statements"));
        assertTrue(reason(policy(allow) + " ".repeat(8192)).contains("8192 bytes"));
        assertTrue(reason(policy(statement("Allow", "'Principal':'*','Action':" + list(8, "'sqs:A%d'"))))
                .contains("7 actions"));
        String principals = list(51, "'2222222222%02d'");
        assertTrue(reason(policy(statement("Allow", "'Principal':{'AWS':" + principals + "},'Action':'*'")))
                .contains("50 principals"));
        String keys = IntStream.range(0, 11).mapToObj(i -> "'k" + i + "':'v'").collect(Collectors.joining(","));
        String condition = "'Condition':{'StringEquals':{" + keys + "}}";
        assertTrue(reason(policy(statement("Allow", "'Principal':'*','Action':'*'," + condition)))
                .contains("10 conditions"));
    }

    private static String list(int size, String format) {
        return IntStream.range(0, size)
                .mapToObj(i -> String.format(Locale.ROOT, format, i))
                .collect(Collectors.joining(",", "[", "]"));
    }

    @Test
    void anIpv6CallerIsFoundInItsNetwork() {
        for (String address : new String[] {"2001:db8::1", "[2001:db8:0:0:0:0:0:1]", "2001:db8::1%eth0"}) {
            Caller caller = new Caller("222222222222", "arn", Map.of("aws:sourceip", address));
            String condition = "'Condition':{'IpAddress':{'aws:SourceIp':'2001:db8::/32'}}";
            String policy = policy(statement("Allow", "'Principal':'*','Action':'sqs:*'," + condition));
            assertEquals(true, Policy.parse(policy).decide(caller, "SendMessage", ARN), address);
        }
    }
}
