package org.leasemq.jms.xa;

import java.util.Arrays;
import java.util.HexFormat;
import javax.transaction.xa.XAException;
import javax.transaction.xa.Xid;

/**
 * A transaction branch as its manager names it, and as the engine does: format, global id and qualifier, in hexadecimal,
 * parted by colons.
 */
public record BranchId(int format, String global, String qualifier) implements Xid {
    private static final HexFormat HEX = HexFormat.of();

    /** @throws XAException with XAER_INVAL if it is none */
    public static BranchId of(Xid xid) throws XAException {
        if (xid == null || xid.getGlobalTransactionId() == null || xid.getBranchQualifier() == null) {
            throw XaErrors.of(
                    XAException.XAER_INVAL, "A transaction branch has no id, or one without its parts: " + xid + ".");
        }
        return new BranchId(
                xid.getFormatId(),
                HEX.formatHex(xid.getGlobalTransactionId()),
                HEX.formatHex(xid.getBranchQualifier()));
    }

    /** The branch that the engine knows by a name; null if no transaction manager made that up. */
    public static BranchId parse(String name) {
        String[] parts = name.split(":", -1);
        try {
            if (parts.length == 3 && Arrays.stream(parts).skip(1).allMatch(part -> HEX.parseHex(part) != null)) {
                return new BranchId(Integer.parseInt(parts[0]), parts[1], parts[2]);
            }
        } catch (IllegalArgumentException e) {
            return null;
        }
        return null;
    }

    /** How the engine knows it. */
    public String name() {
        return format + ":" + global + ":" + qualifier;
    }

    @Override
    public int getFormatId() {
        return format;
    }

    @Override
    public byte[] getGlobalTransactionId() {
        return HEX.parseHex(global);
    }

    @Override
    public byte[] getBranchQualifier() {
        return HEX.parseHex(qualifier);
    }

    @Override
    public String toString() {
        return name();
    }
}
