import Domain
import Markup
import Web

/// What a file of nominations did, or would do.
struct NominationFilePage {
    let frame: EventFrame
    let counts: NominationCounts
    let isTrial: Bool

    var answer: Answer {
        let event = frame.event.id
        let words =
            isTrial
            ? L(
                counts.added, one: "\(counts.added) person would be nominated.",
                other: "\(counts.added) people would be nominated.")
            : L(
                counts.added, one: "\(counts.added) person was nominated.",
                other: "\(counts.added) people were nominated.")
        return frame.registration(
            "invitations", L("Nominations from a file"), path: RegistrationPaths.nominationFile(event),
            under: [.init(L("Invitations"), RegistrationPaths.invitations(event))],
            """
            <div class="notice \(isTrial ? "" : "good")" role="status"><p>\(words)</p></div>\(leftOut)\
            <div class="actions"><a class="button primary" href="\(RegistrationPaths.invitations(event))">\(L("Back to the invitations"))</a></div>
            """)
    }

    private var leftOut: HTML {
        guard !counts.leftOut.isEmpty else { return .empty }
        return """
            <h2>\(L(counts.leftOut.count, one: "\(counts.leftOut.count) row was left out", other: "\(counts.leftOut.count) rows were left out"))</h2>\
            <ul class="lines">\(counts.leftOut.html { row in "<li>\(L("Row \(row.row): \(row.reason)"))</li>" })</ul>
            """
    }
}
