package org.leasemq.samples.narayana;

import java.nio.file.Path;

/** The process that is killed: books flights, and dies before or after a call of the transaction manager. */
final class KilledBookings {
    /** The exit code of a process that died as it should. */
    static final int KILLED = 9;

    /** Dies at no moment, and books nothing: only decides what is undecided. */
    static final String RECOVER = "recover";

    private KilledBookings() {}

    /** @param arguments the directory; when to die; and how many times that moment goes well */
    public static void main(String[] arguments) throws Exception {
        var countdown = new DyingResource.Countdown(arguments[1], Integer.parseInt(arguments[2]));
        Path directory = Path.of(arguments[0]);
        try (Bookings bookings = new Bookings(directory, resource -> new DyingResource(resource, countdown))) {
            if (arguments[1].equals(RECOVER)) {
                return;
            }
            for (String flight = bookings.book(true); flight != null; flight = bookings.book(true)) {
                System.out.println(flight);
            }
        }
        System.out.println("done");
    }
}
