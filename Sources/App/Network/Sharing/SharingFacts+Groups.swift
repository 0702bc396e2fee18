import Domain
import Markup
import Storage
import Web

/// On the page of a working group: what it tells and asks, and needs and notices of its area, that the visitor may read.
extension SharingFacts: WorkingGroupSectionFeature {
    private static let most = 8

    static func section(of group: WorkingGroupRecord, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        let within = try group.area.map { try AreaTree(reading).within($0) } ?? []
        let tags = AreaTags(reading)
        let needs = within.isEmpty ? [] : try tags.records(of: .need, in: within)
        let notices = within.isEmpty ? [] : try tags.records(of: .notice, in: within)
        let (own, today) = (try SharedReading(visit, reading), CalendarDate.today(visit.now))
        let asked = try own.seen(NoticeStore(reading).notices(of: [group.programme])).filter {
            ($0.group == group.id || notices.contains($0.recordID)) && $0.isCurrent(on: today)
        }
        let open = try own.seen(SharedNeedStore(reading).needs(of: group.programme)).filter {
            needs.contains($0.recordID) && $0.state != .closed
        }
        let tells = try group.state != .closed && MemberVoice(visit, group.programme, reading).speaks(for: group.id)
        guard tells || !asked.isEmpty || !open.isEmpty else { return .empty }
        let name = QueryText.of([("member", SharedName.group(group.id).description)])
        let telling: HTML = """
            <p><a href="\(Paths.newNotice(group.programme))\(name)">\(L("Tell or ask in the name of the working group"))</a></p>
            """
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
            })</ul>\(tells ? telling : .empty)</section>
            """
    }
}
