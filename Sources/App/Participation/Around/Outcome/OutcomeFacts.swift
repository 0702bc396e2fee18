import Domain
import Web

enum OutcomeFacts: RoutedFeature, StoredFeature, JournalFeature, AroundFeature, HelpFeature {
    static var routes: [Route] { OutcomeRoutes.all }

    static var api: [APIRoute] {
        [
            .file(
                OutcomePaths.apiFunderFile, .organise, "Events",
                "The report to the funder: `report.html`, `report.pdf`, `report.docx` …",
                mediaType: "application/octet-stream"
            ) { visit, event, name in try await OutcomeRoutes.eventFile(visit, event, name) },
            .send(
                .post, OutcomePaths.apiFunderReports, .organise, "Events",
                "Counts anew for the report to the funder, under the next number."
            ) { (visit, input: FunderReportInput, event) in
                try await OutcomeOperations.count(visit, event, after: input.after)
                return try await visit.read { reading in
                    FunderReportBody(try OutcomeStore(reading).funderRelease(of: event))
                }
            },
        ]
    }

    static var aroundPages: [AroundPage] {
        [
            AroundPage(
                id: "note", order: 40, label: L("Public note"), path: { OutcomePaths.note($0) }, permission: .organise),
            AroundPage(
                id: "funder", order: 50, label: L("Report to the funder"), path: { OutcomePaths.funder($0) },
                permission: .organise),
        ]
    }

    static var journal: [JournalKind] {
        [
            JournalKind("public-note.change", L("Public note changed")),
            JournalKind("public-note.release", L("Public note released"), news: .everybody),
            JournalKind("public-note.withdrawal", L("Public note withdrawn")),
            JournalKind("funder-report.release", L("People counted for the report to the funder")),
        ]
    }

    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "after-event", order: 180, title: L("Public note and report to the funder"),
                screens: [OutcomePaths.note.template, OutcomePaths.funder.template],
                text: [
                    L(
                        "Both are made from what is stored, so that they say the same as the lists. The note is for everybody and only of an event that is TLP:CLEAR; the report is for who pays."
                    ),
                    L(
                        "In both, groups of fewer than five are joined to the others. The note names people only if they agreed to be named; the report names nobody."
                    ),
                    L(
                        "How many people a report tells of is counted on purpose, and stays so, whoever is removed later: counted anew, it has the next number. Before that, it tells no figures of people."
                    ),
                ], guides: [.organiser])
        ]
    }

    static var tables: [TableFacts] {
        [
            TableFacts(
                "public_note", search: .left("read by everybody at its own address"), texts: ["outcome"],
                file: .stays("what is published is published by this server")),
            TableFacts(
                "public_note_release", search: .left("numbers, told by the note"),
                file: .stays("what is published is published by this server")),
            TableFacts(
                "funder_report", search: .left("numbers, told by the report"),
                file: .stays("a report is made by this server")),
        ]
    }
}

/// What a program says to have people counted anew.
struct FunderReportInput: Codable, Sendable {
    /// The number of the report that is there; 0 where there is none. If another is there by now, nothing is done.
    let after: Int
}

struct FunderReportBody: Codable, Sendable {
    /// 0 where none was made.
    let number: Int

    init(_ release: FunderRelease?) { number = release?.number ?? 0 }
}
