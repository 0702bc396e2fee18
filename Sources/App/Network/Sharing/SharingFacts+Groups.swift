import Domain
import Markup
import Storage
import Web

/// On the page of a working group: needs and notices of its area that the visitor may read.
extension SharingFacts: WorkingGroupSectionFeature {
    private static let most = 8

    static func section(of group: WorkingGroupRecord, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        guard let area = group.area else { return .empty }
        let (within, tags) = (try AreaTree(reading).within(area), AreaTags(reading))
        let (needs, notices) = (try tags.records(of: .need, in: within), try tags.records(of: .notice, in: within))
        guard !needs.isEmpty || !notices.isEmpty else { return .empty }
        let (own, today) = (try SharedReading(visit, reading), CalendarDate.today(visit.now))
        let asked = try own.seen(NoticeStore(reading).notices(of: [group.programme])).filter {
            notices.contains($0.recordID) && $0.isCurrent(on: today)
        }
        let open = try own.seen(SharedNeedStore(reading).needs(of: group.programme)).filter {
            needs.contains($0.recordID) && $0.state != .closed
        }
        guard !asked.isEmpty || !open.isEmpty else { return .empty }
        return """
            <section id="sharing"><h2>\(L("Sharing"))</h2><ul class="lines">\(open.prefix(most).html { one in
                """
                <li><p class="title" lang="\(one.language)" dir="auto"><a href="\(Paths.sharedNeed(one.programme, one.id))">\(one.title)</a></p>\
                <p class="meta"><span class="state">\(one.state.label)</span> \(TLP.chip(one.marking))</p></li>
                """
            })\(asked.prefix(most).html { one in
                """
                <li><p class="title" lang="\(one.language)" dir="auto"><a href="\(Paths.notice(one.programme, one.id))">\(one.title)</a></p>\
                <p class="meta">\(TLP.chip(one.marking))</p></li>
                """
            })</ul></section>
            """
    }
}
