package org.leasemq.store.derby;

/** Takes an interrupt away while Derby works, since it would close Derby's files, and puts it back afterwards. */
final class Uninterrupted implements AutoCloseable {
    private final boolean interrupted = Thread.interrupted();

    @Override
    public void close() {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
