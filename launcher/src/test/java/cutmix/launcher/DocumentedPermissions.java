package cutmix.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** The permissions in the table of docs/operations/brokers.md, for users named like the services. */
final class DocumentedPermissions {

    private static final Pattern ROW = Pattern.compile(
            "^\\| (\\w+) \\| (Topic|Group|TransactionalId) \\| (.+) \\| ([\\w, ]+) \\|$", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    private DocumentedPermissions() {}

    static List<AclBinding> read() throws IOException {
        return ROW.matcher(Files.readString(Path.of("../docs/operations/brokers.md")))
                .results()
                .flatMap(DocumentedPermissions::row)
                .toList();
    }

    private static Stream<AclBinding> row(MatchResult row) {
        String user = "User:" + row.group(1);
        ResourceType type = ResourceType.fromString(row.group(2).replace("nalId", "nal_Id"));
        return NAME.matcher(row.group(3))
                .results()
                .map(name -> resource(type, name.group(1)))
                .flatMap(resource -> Arrays.stream(row.group(4).split(", "))
                        .map(operation -> new AclBinding(resource, entry(user, operation))));
    }

    private static ResourcePattern resource(ResourceType type, String name) {
        return name.endsWith("*")
                ? new ResourcePattern(type, name.substring(0, name.length() - 1), PatternType.PREFIXED)
                : new ResourcePattern(type, name, PatternType.LITERAL);
    }

    private static AccessControlEntry entry(String user, String operation) {
        AclOperation allowed = AclOperation.fromString(operation.replaceAll("(?<=[a-z])(?=[A-Z])", "_"));
        if (allowed.isUnknown()) {
            throw new IllegalArgumentException("docs/operations/brokers.md has an unknown operation: " + operation);
        }
        return new AccessControlEntry(user, "*", allowed, AclPermissionType.ALLOW);
    }
}
