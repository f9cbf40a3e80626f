package org.leasemq.embedded;

import java.util.List;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.options.InvalidOptionException;
import org.leasemq.options.Option;
import org.leasemq.options.OptionValues;
import org.leasemq.options.Options;

/** What an engine may take of the heap, against the heap there is: limits above it would end the process before they hold. */
final class HeapLimits {
    private static final List<Option<Long>> OF_HEAP =
            List.of(Options.MEMORY_LIMIT, Options.MEMORY_BUDGET, Options.SUBSCRIBER_MEMORY);

    private HeapLimits() {}

    /**
     * Refuses limits above what the heap can grow to.
     *
     * @param heap bytes
     * @throws InvalidOptionException if there is one
     */
    static void check(OptionValues options, long heap) {
        for (Option<Long> option : OF_HEAP) {
            Long given = options.get(option);
            if (given != null && given > heap) {
                throw new InvalidOptionException("Option '" + option + "' cannot be " + options.text(option)
                        + ": the heap of this process has at most "
                        + option.type().format(heap)
                        + ". Give less, or 'auto', or start the process with more (-Xmx).");
            }
        }
    }

    /** The account that an engine with these options has: a new one, if it has a limit of its own. */
    static MemoryAccount account(OptionValues options) {
        Long limit = options.get(Options.MEMORY_LIMIT);
        return limit == null ? MemoryAccount.ofThisProcess() : new MemoryAccount(limit);
    }
}
