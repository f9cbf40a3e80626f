package org.leasemq.access;

import java.util.List;
import org.leasemq.options.InvalidOptionException;

/**
 * A user, for people.
 *
 * @param name his name
 * @param proof how he proves who he is, in words
 * @param roles names of the roles that he has
 */
public record ListedUser(String name, String proof, List<String> roles) {
    public ListedUser {
        roles = List.copyOf(roles);
    }

    /**
     * Those of a users file, in its order.
     *
     * @throws InvalidOptionException if the file cannot be read, or one of its lines is none that it may have
     */
    public static List<ListedUser> of(String file) {
        UsersFile users = UsersFile.read(file);
        return users.users().entrySet().stream()
                .map(user -> new ListedUser(
                        user.getKey(),
                        user.getValue().words(),
                        users.roles().stream()
                                .filter(role -> role.isHadBy(user.getKey()))
                                .map(Role::name)
                                .toList()))
                .toList();
    }
}
