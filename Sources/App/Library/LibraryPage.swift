import Markup
import Storage
import Web

/// The libraries of the programmes that an account has a part in.
struct LibraryPage {
    let visit: Visit
    let libraries: [(programme: ProgrammeRecord, cases: Int)]

    init(_ visit: Visit, _ reading: any Reading) throws {
        guard let account = visit.visitor.account else { throw Refusal.signInNeeded }
        self.visit = visit
        let store = CaseStore(reading)
        libraries = try ProgrammeStore(reading).programmes(of: account).map { ($0, try store.count(in: $0.id)) }
    }

    var answer: Answer {
        DeskFrame(visit: visit, title: L("Library"), path: Paths.library(), crumbs: [.init(L("Library"), nil)]).answer(
            """
            <div class="head"><h1>\(L("Library"))</h1>\
            <p class="lede">\(L("Cases are past events and exercises. What a group says rests on them."))</p></div>\
            \(libraries.isEmpty ? "<p class=\"muted\">\(L("You have no role in a programme yet. An organiser gives you one."))</p>" : """
                <ul class="lines">\(libraries.html { programme, cases in
                    """
                    <li><p class="title" dir="auto"><a href="\(Paths.cases(programme.id))">\(programme.title)</a></p>\
                    <p class="meta">\(L(cases, one: "\(cases) case", other: "\(cases) cases"))</p></li>
                    """
                })</ul>
                """ as HTML)
            """)
    }
}
