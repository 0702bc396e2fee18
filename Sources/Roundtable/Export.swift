import App
import ArgumentParser
import Foundation
import Storage
import Web

/// `roundtable export`: makes a file of a workshop from the data folder.
struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Makes the guide, the report, the tables or the whole workshop of an event as a file, or a list of the network.",
        discussion: """
            guide and report come as docx, odt, pdf, html or md; tables as xlsx; workshop as json, which \
            “roundtable import” reads. members (of a programme) come as csv or xlsx, with --on as on that day. DOCX and ODT need pandoc, PDF needs WeasyPrint; a program that is missing is named \
            with its Debian package (exit status 69). A guide that cites something marked closer than itself is refused with the \
            name of each such item (exit status 65). A file of the name given is replaced in one step when the new one is whole; \
            if anything goes wrong it stays as it is. The server may run meanwhile.
            """)

    @OptionGroup var storage: StorageOptions

    @Option(help: "The id of the event, or the short code that people join it with.")
    var event: String?

    @Option(help: "The id, the title or the short name of a programme, for what is made of one.")
    var programme: String?

    @Option(help: "The id of a publication.")
    var publication: String?

    @Option(help: "The id of a plan.")
    var plan: String?

    @Option(help: "A day such as 2026-11-30: the list as on that day (default: all times).")
    var on: String?

    @Option(help: ArgumentHelp("\(ExportKind.allValueStrings.joined(separator: ", ")).", valueName: "kind"))
    var what: ExportKind

    @Option(help: "docx, odt, pdf, html, md, json or xlsx (default: the ending of FILE).")
    var format: String?

    @Option(help: ArgumentHelp("Where to write.", valueName: "file"))
    var out: String

    @Option(help: "en, fr, ru or ar: the words around what people wrote (default: en).")
    var language: Language = .english

    @Option(name: .customLong("guide-language"), help: "One of the guide’s languages (default: its main one).")
    var guideLanguage: String?

    @Flag(help: "Name the participants in the report: they agreed to it.")
    var names = false

    @Flag(name: .customLong("run"), help: "With what was played, without names: for an exercise.")
    var withRun = false

    private var wantedFormat: String {
        (format ?? URL(fileURLWithPath: out).pathExtension).lowercased()
    }

    func validate() throws {
        guard !out.isEmpty else { throw ValidationError("--out needs the name of a file.") }
        guard what.formats.contains(wantedFormat) else {
            let known = what.formats.joined(separator: ", ")
            let found = wantedFormat.isEmpty ? "" : ", not as \(wantedFormat)"
            throw ValidationError("“\(what.name)” is made as \(known)\(found). Give one of them by --format.")
        }
        if names && what.report != .report { throw ValidationError("--names is for the report only.") }
        if withRun && what.name != "exercise" { throw ValidationError("--run is for an exercise only.") }
        if guideLanguage != nil && what.report != .guide {
            throw ValidationError("--guide-language is for the guide only.")
        }
        switch what {
        case .event:
            if event == nil { throw ValidationError("“\(what.name)” is made of an event: name it by --event.") }
        case .named(let export):
            if let option = export.subject, subject(option) == nil {
                throw ValidationError("“\(what.name)” is made of a \(option): name it by --\(option).")
            }
        }
    }

    private func subject(_ option: String) -> String? {
        switch option {
        case "programme": programme
        case "publication": publication
        case "plan": plan
        default: event
        }
    }

    func run() async throws {
        try await Failure.told {
            try OutputFile.require(out)
            let settings = try await storage.settings()
            let bytes = try await settings.withDatabase { database in
                do {
                    guard let report = what.report else { return try await network(database) }
                    let id = try await Self.find(event ?? "", database)
                    var wish = ReportExport.Wish(report, format: wantedFormat)
                    wish.language = language
                    wish.guideLanguage = guideLanguage
                    wish.namesPeople = names
                    return try await Watching.run("\(out) is as it was before.") {
                        try await ReportExport.make(
                            wish, of: id, database, now: Web.Environment.live.now(), watch: $0
                        ) { for line in $0 { Terminal.complain(line) } }
                    }
                } catch let refusal as Refusal {
                    throw Failure(Self.words(of: refusal), refusal.status.code < 500 ? .badData : .unavailable)
                }
            }
            try Self.write(bytes, to: out)
            Terminal.say("\(out): \(bytes.count) bytes.")
        }
    }

    private func network(_ database: Database) async throws -> [UInt8] {
        guard case .named(let export) = what else { return [] }
        let wish = NamedExport.Wish(
            subject: export.subject.flatMap { subject($0) } ?? "", day: on, format: wantedFormat, language: language,
            now: Web.Environment.live.now(), withRun: withRun)
        return try await export.make(wish, database)
    }

    /// What happened, each item that is in the way by its name, and what to do.
    private static func words(of refusal: Refusal) -> String {
        let title = refusal.title.string(in: .english)
        let items = refusal.fields.sorted { $0.key < $1.key }.map { $0.value.string(in: .english) }
        let advice = refusal.advice.string(in: .english)
        return ([title] + (items.count > 1 ? items.map { "  \($0)" } : []) + [advice]).joined(separator: "\n")
    }

    private static func find(_ wanted: String, _ database: Database) async throws -> String {
        let events = try await ReportExport.events(database)
        if let found = events.first(where: { $0.id == wanted.lowercased() || $0.code == wanted.uppercased() }) {
            return found.id
        }
        let list = events.prefix(20).map { "  \($0.id)  \($0.code)  \($0.startsOn)  \($0.title)" }
        let known = list.isEmpty ? "There are no events here." : "The events here:\n" + list.joined(separator: "\n")
        throw Failure("There is no event “\(wanted)”. \(known)", .noInput)
    }

    /// In one step: what stood there before is whole until the new file is.
    private static func write(_ bytes: [UInt8], to path: String) throws {
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw Failure("\(path) could not be written: \(error.localizedDescription)")
        }
    }
}

/// What is made: of an event, or what a feature of the network tells.
enum ExportKind: ExpressibleByArgument {
    case event(ReportKind)
    case named(NamedExport)

    init?(argument: String) {
        if let kind = ReportKind(rawValue: argument) {
            self = .event(kind)
        } else if let export = NamedExport.all.first(where: { $0.name == argument }) {
            self = .named(export)
        } else {
            return nil
        }
    }

    static var allValueStrings: [String] { ReportKind.allCases.map(\.rawValue) + NamedExport.all.map(\.name) }

    var report: ReportKind? { if case .event(let kind) = self { kind } else { nil } }

    var name: String {
        switch self {
        case .event(let kind): kind.rawValue
        case .named(let export): export.name
        }
    }

    var formats: [String] {
        switch self {
        case .event(let kind): kind.formats
        case .named(let export): export.formats
        }
    }
}

extension Language: ExpressibleByArgument {}
