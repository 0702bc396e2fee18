import ArgumentParser
import Foundation
import Web

@main
enum EntryPoint {
    static func main() async {
        // Databases, backups and files of workshops name people: only the user who runs this can read them.
        umask(0o077)
        await Command.main()
    }
}

/// The command `roundtable`: one subcommand per file of this folder. How it is configured is told in Settings/.
struct Command: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roundtable",
        abstract:
            "Runs workshops in which people of many countries and sectors share issues, vote and see what they agree on.",
        discussion: """
            Start here: “roundtable demo --data DIR” fills an empty folder with a workshop to try, \
            “roundtable serve --data DIR” serves it.
            """,
        version: Version.text,
        subcommands: [
            Serve.self, Demo.self, Simulate.self, Export.self, Import.self, Admin.self, AccountCommand.self,
            Backup.self, Restore.self,
            Copy.self, Migrate.self, Verify.self, Doctor.self,
            ExportPerson.self, ErasePerson.self,
            Recount.self, Allocate.self, MeasuresCommand.self, AgreementCommand.self, RollupCommand.self,
            PlanProgressCommand.self, SinceCommand.self, MselCommand.self, Rehearsal.self,
            SheetCommand.self,
            RouteListing.self,
            SchemaListing.self, OpenAPIListing.self,
        ])
}
