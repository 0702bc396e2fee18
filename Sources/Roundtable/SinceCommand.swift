import App
import ArgumentParser
import Foundation
import Storage
import Web

/// `roundtable since`: what has become of everything since the meeting before, from the journal in the data folder.
struct SinceCommand: AsyncParsableCommand {
    enum Form: String, ExpressibleByArgument, CaseIterable { case json, pdf, docx }

    static let configuration = CommandConfiguration(
        commandName: "since",
        abstract: "Tells what has become of everything since the meeting before, net of what came and went.",
        discussion: """
            It looks back from --event to the end of the meeting that this one follows, a page a region, in the same order each \
            time. As public it tells what anybody may read: what is late of countries is a number, unless a country agreed to be \
            named. Without --out it is written to standard output. DOCX needs pandoc, PDF needs WeasyPrint. The server may run \
            meanwhile.
            """)

    @OptionGroup var storage: StorageOptions

    @Option(help: "The id of the meeting, or the short code that people join it with.")
    var event: String

    @Option(name: .customLong("as"), help: "As whom: public, or the id or the e-mail address of an account.")
    var person = "public"

    @Option(help: "json, pdf or docx.")
    var format: Form = .json

    @Option(help: "en, fr, ru or ar: the words around what people wrote (default: en).")
    var language: Language = .english

    @Option(help: ArgumentHelp("Where to write (default: standard output).", valueName: "file"))
    var out: String?

    func validate() throws {
        if person.isEmpty { throw ValidationError("--as needs public, or an account.") }
        if out?.isEmpty ?? false { throw ValidationError("--out needs the name of a file.") }
    }

    func run() async throws {
        try await Failure.told {
            if let out { try OutputFile.require(out) }
            let settings = try await storage.settings()
            let bytes = try await settings.withDatabase { database in
                do {
                    return try await SinceExport.make(
                        event: event, person: person == "public" ? nil : person, format: format.rawValue,
                        language: language, now: Web.Environment.live.now(), database)
                } catch let refusal as Refusal where refusal.status.code == 404 {
                    throw Failure("There is no event “\(event)”, or nobody “\(person)”.", .noInput)
                }
            }
            guard let out else { return FileHandle.standardOutput.write(Data(bytes)) }
            do {
                try Data(bytes).write(to: URL(fileURLWithPath: out), options: .atomic)
            } catch {
                throw Failure("\(out) could not be written: \(error.localizedDescription)")
            }
            Terminal.say("\(out): \(bytes.count) bytes.")
        }
    }
}
