import Markup
import Web

/// Bringing members in from a file, and what became of the last one.
struct MemberFilePage {
    let frame: ProgrammeFrame
    let state: FormState
    /// Nothing before a file was sent.
    let done: (counts: MemberCountsOfFile, isTrial: Bool)?

    var answer: Answer {
        let title = L("Members from a file")
        return frame.page(
            title, path: Paths.memberImport(frame.id), tab: NetworkMemberFacts.tab,
            between: [.init(L("Members"), Paths.programmeMembers(frame.id))],
            status: state.errors.isEmpty ? .ok : .wrong,
            """
            <div class="head"><h1>\(title)</h1><p class="muted">\(L("Each row adds a member: what it is, its code or name, its role and since when. If a row is wrong, nothing is stored."))</p></div>\(notice)
            <form class="form" id="file-form" method="post" enctype="multipart/form-data" action="\(Paths.memberImport(frame.id))">\
            <div class="field"><label for="file">\(L("CSV or XLSX file"))</label>\(state.error("file"))\
            \(columns)\
            <input type="file" id="file" name="file" accept=".csv,.xlsx,.tsv,.txt" required></div>\
            <div class="actions"><button class="primary">\(L("Add all"))</button>\
            <button class="plain" name="trial" value="1">\(L("Look what it would do"))</button>\
            <a class="button plain" href="\(Paths.programmeMembers(frame.id))">\(L("Cancel"))</a></div></form>
            """)
    }

    private var columns: HTML {
        let kinds = MemberRef.Kind.allCases.map(\.rawValue)
        let roles = MemberRole.allCases.map(\.rawValue)
        let told: [(names: String, words: Message)] = [
            ("kind", L("What it is: \(list: kinds, .commas)")),
            ("code", L("The country's ISO code, the city's UN/LOCODE or the region's code; empty for an organisation")),
            ("name", L("Its name; it is looked for where the code is empty or not known")),
            ("role", L("The role: \(list: roles, .commas)")),
            ("since, until", L("A year, a month or a day: since when, and from when it no longer holds")),
            ("note", L("A note; may be empty")),
        ]
        return """
            <p class="hint">\(L("The first row names the columns; what is not known stays empty."))</p>\
            <details id="columns"><summary>\(L("What the columns mean"))</summary><dl class="facts">\(told.html {
                "<dt><bdi dir=\"ltr\">\($0.names)</bdi></dt><dd>\($0.words)</dd>"
            })</dl></details>\
            <p class="hint">\(L("Cities and organisations stand in the directory before the file names them:")) \
            <a href="\(Paths.cities())">\(L("Cities"))</a> · <a href="\(Paths.organisations())">\(L("Organisations"))</a></p>\
            <p><a href="\(Paths.memberExport(frame.id, "csv"))" download>\(Icon.svg("download")) \(L("The members there are, as a file to begin with"))</a></p>
            """
    }

    private var notice: HTML {
        guard let (counts, isTrial) = done else { return .empty }
        let words =
            isTrial
            ? L(
                counts.added, one: "\(counts.added) member would be added.",
                other: "\(counts.added) members would be added.")
            : L(counts.added, one: "\(counts.added) member was added.", other: "\(counts.added) members were added.")
        let more: HTML =
            counts.same == 0
            ? .empty
            : " \(L(counts.same, one: "\(counts.same) is there already.", other: "\(counts.same) are there already."))"
        let rows: HTML =
            counts.leftOut.isEmpty
            ? .empty : "<ul>\(counts.leftOut.html { "<li>\(L("Row \($0.row): \($0.reason)"))</li>" })</ul>"
        return """
            <div class="notice \(isTrial ? "" : "good")" role="status"><p>\(words)\(more)</p>\(rows)</div>
            """
    }
}
