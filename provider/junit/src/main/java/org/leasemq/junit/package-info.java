/** For tests of applications: an embedded engine for each test class, with a clock that the test advances. */
@VisibleTo(Audience.APPLICATIONS)
package org.leasemq.junit;

import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;
