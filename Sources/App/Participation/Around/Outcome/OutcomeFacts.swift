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
            ) { visit, event, name in try await OutcomeRoutes.eventFile(visit, event, name) }
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
        ]
    }
}
