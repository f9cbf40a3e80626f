/** What compilers, the build and readers are told of packages, classes and methods. Nothing of it is there when the program runs. */
@VisibleTo(Audience.FACES)
package org.leasemq.annotation;

import org.leasemq.annotation.VisibleTo.Audience;
