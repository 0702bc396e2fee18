import Domain
import Markup
import Storage
import Web

/// On the home of a programme: the latest that the visitor may read, and the way to all of it.
extension SharingFacts: OverviewFeature {
    private static let shown = 3

    static func section(of programme: Programme.ID, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        let (own, today) = (try SharedReading(visit, reading), CalendarDate.today(visit.now))
        let notices = try own.seen(NoticeStore(reading).notices(of: [programme])).filter { $0.isCurrent(on: today) }
        let needs = try own.seen(SharedNeedStore(reading).needs(of: programme)).filter { $0.state != .closed }
        guard !notices.isEmpty || !needs.isEmpty || !own.roster.belongs.isEmpty else { return .empty }
        let lines: [HTML] =
            notices.prefix(shown).map { one in
                line(one.title, one.language, Paths.notice(programme, one.id), one.isQuestion ? L("question") : nil)
            }
            + needs.prefix(shown).map { one in
                line(one.title, one.language, Paths.sharedNeed(programme, one.id), L("need"))
            }
        return """
            <section id="sharing"><h2>\(L("Sharing"))</h2>\(lines.isEmpty ? .empty : "<ul class=\"lines\">\(lines)</ul>" as HTML)\
            <p><a href="\(Paths.sharing(programme))">\(L("What members tell and ask each other, and what they need in common."))</a></p></section>
            """
    }

    private static func line(_ title: String, _ language: String, _ path: String, _ kind: Message?) -> HTML {
        let state: HTML = kind.map { " <span class=\"state\">\($0)</span>" } ?? .empty
        return "<li><a href=\"\(path)\" lang=\"\(language)\" dir=\"auto\">\(title)</a>\(state)</li>"
    }
}
