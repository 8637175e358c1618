package cutmix.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The pages of docs/reference that are fully or partly generated. */
final class Reference {

    private static final Path FOLDER = Program.HOME.resolve("docs/reference");
    private static final Path COMMANDS = FOLDER.resolve(CommandPages.FOLDER);
    private static final Path SCHEMAS = Program.HOME.resolve("schemas/src/main/avro");
    private static final Path EXIT_CODES =
            Program.HOME.resolve("schemas/src/main/java/cutmix/schemas/failure/ExitCode.java");

    private final Map<Path, String> pages = new TreeMap<>();

    Reference() throws IOException, ClassNotFoundException {
        CommandPages launcher = new CommandPages(Program.LAUNCHER, Program.BENCHMARKS);
        CommandPages services = new CommandPages(Program.LOADER, Program.AUGMENT_WORKER, Program.TRAINER);
        launcher.pages().forEach((name, page) -> pages.put(COMMANDS.resolve(name), page));
        services.pages().forEach((name, page) -> pages.put(COMMANDS.resolve(name), page));
        put(
                "commands.md",
                Map.of("commands of the launcher", launcher.table(), "commands of the services", services.table()));
        put("settings.md", SettingTables.all());
        put("topics.md", Map.of("records", RecordTables.of(SCHEMAS)));
        put("exit-codes.md", Map.of("exit codes", ExitCodeTable.of(EXIT_CODES)));
    }

    private void put(String name, Map<String, String> sections) throws IOException {
        Path page = FOLDER.resolve(name);
        pages.put(page, MarkedPage.with(sections, Files.readString(page)));
    }

    /** The committed pages that are missing, outdated, or belong to a removed command. */
    List<Path> outdated() throws IOException {
        List<Path> outdated = new ArrayList<>(abandoned());
        for (Map.Entry<Path, String> page : pages.entrySet()) {
            if (!Files.exists(page.getKey()) || !Files.readString(page.getKey()).equals(page.getValue())) {
                outdated.add(page.getKey());
            }
        }
        return outdated.stream().map(Program.HOME::relativize).toList();
    }

    void write() throws IOException {
        for (Path page : abandoned()) {
            Files.delete(page);
        }
        Files.createDirectories(COMMANDS);
        for (Map.Entry<Path, String> page : pages.entrySet()) {
            Files.writeString(page.getKey(), page.getValue());
        }
    }

    private List<Path> abandoned() throws IOException {
        if (!Files.exists(COMMANDS)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(COMMANDS)) {
            return files.filter(file -> !pages.containsKey(file)).sorted().toList();
        }
    }
}
