import Domain
import Markup
import Storage
import Web

/// Analyse, as the three screens of the room show it. Who sits in a group is led to its table (``workplace(_:seat:_:)``).
enum AnalyseScreen: StageScreen {
    static let stage = WorkshopStage.analyse
    static var announcement: Message { L("The groups analyse their issues") }

    static func workplace(_ event: EventRecord, seat: Visitor.Seat, _ reading: any Reading) throws -> String? {
        guard seat.role.contributes else { return nil }
        return try TableStore(reading).table(of: [seat.id], in: event.id).map { Paths.table(event.id, $0.id) }
    }

    /// For those who sit in no group.
    static func participant(_ room: Room, seat: Visitor.Seat, visit: Visit, _ reading: any Reading) throws -> HTML {
        let tables = try GroupStore(reading).groups(of: room.event.id)
        let advice =
            seat.role.contributes
            ? L("You are in no group yet. Ask the facilitator to add you to one; this page updates by itself.")
            : L("You are an observer in this event: you may read what each group writes.")
        return """
            <div class="head"><h1>\(L("The groups analyse their issues"))</h1><p class="lede">\(advice)</p></div>\
            \(tables.isEmpty ? .empty : """
                <h2>\(L("Tables"))</h2><ul class="lines">\(tables.html { group in
                    """
                    <li><a href="\(Paths.table(room.event.id, group.id))" dir="auto">\(group.label)</a> <span class="meta">\(group.place)</span></li>
                    """
                })</ul>
                """)
            """
    }

    /// Other groups lead others elsewhere.
    static func state(_ room: Room, _ reading: any Reading) throws -> String {
        let groups = try GroupStore(reading).groups(of: room.event.id)
        return ShortHash.of(
            groups.map { "\($0.id)\($0.label.string())\($0.people.map(\.description).sorted())" }.joined(separator: " ")
        )
    }

    static func console(
        _ room: Room, connected: Int, now: Int64, _ reading: any Reading
    ) throws -> StageConsole {
        let progress = try TableProgress.all(of: room.event.id, reading)
        let shown = try AspectStore(reading).shown(in: room.event.id)
        let aspects = progress.flatMap(\.aspects)
        let stage: HTML = """
            <div class="head"><h1>\(L("Analyse"))</h1>\
            <p class="muted">\(L("Each group writes what helps, what blocks, and the cases behind it. Open any table to read or to help."))</p></div>\
            <dl class="figures"><div><dt>\(L(progress.count, one: "group", other: "groups"))</dt><dd>\(progress.count)</dd></div>\
            <div><dt>\(L(aspects.count, one: "aspect", other: "aspects"))</dt><dd>\(aspects.count)</dd></div>\
            <div><dt>\(L("without a case yet"))</dt><dd>\(aspects.count { $0.isUnfounded })</dd></div></dl>
            """
        return StageConsole(stage: stage, work: work(room, progress, shown))
    }

    private static func work(
        _ room: Room, _ progress: [TableProgress], _ shown: (group: BreakoutGroup.ID, issue: Issue.ID)?,
    ) -> HTML {
        guard !progress.isEmpty else {
            return """
                <section><h2>\(L("No groups yet"))</h2>\
                <p class="muted">\(L("Go back to the groups, propose a plan and put it into use. Then each member's device opens its table."))</p></section>
                """
        }
        let event = room.event.id
        let reset: HTML =
            shown == nil
            ? .empty
            : """
            <form id="show-all" method="post" action="\(Paths.shownTable(event))" data-send>\
            <button class="plain">\(L("Show the progress of all groups"))</button></form>
            """
        return """
            <section><div class="between"><h2>\(L("Tables"))</h2>\(reset)</div>\
            \(TableProgress.table(progress, zone: room.event.timeZone) { one in
                "<div class=\"showing\">\(one.issues.enumerated().html { showing(one, $0, $1, shown) })</div>"
            })\
            <p><a href="\(Paths.eventCases(event))">\(L("Cases of the library"))</a></p></section>
            """
    }

    /// The button that puts one of a group's issues on the projector.
    private static func showing(
        _ one: TableProgress, _ index: Int, _ issue: IssueRecord, _ shown: (group: BreakoutGroup.ID, issue: Issue.ID)?,
    ) -> HTML {
        let number = one.group.number
        let isShown = shown?.group == one.group.id && shown?.issue == issue.id
        let several = one.issues.count > 1
        let name = several ? L("Show group \(number), issue \(index + 1)") : L("Show group \(number)")
        return """
            <form id="show-\(one.group.id)-\(issue.id)" method="post" action="\(Paths.shownTable(one.group.event))" data-send>\
            <input type="hidden" name="group" value="\(one.group.id)"><input type="hidden" name="issue" value="\(issue.id)">\
            <button class="plain" title="\(issue.title)" aria-label="\(name.string())" aria-pressed="\(isShown ? "true" : "false")">\
            \(several ? L("Issue \(index + 1)") : L("Show group \(number)"))</button></form>
            """
    }

    static func projector(_ room: Room, join: JoinAddress, now: Int64, _ reading: any Reading) throws -> ProjectorScene
    {
        let progress = try TableProgress.all(of: room.event.id, reading)
        guard let shown = try AspectStore(reading).shown(in: room.event.id),
            let one = progress.first(where: { $0.group.id == shown.group }),
            let issue = one.issues.first(where: { $0.id == shown.issue })
        else {
            return AnalyseProjector.framed(L("Analyse"), AnalyseProjector.progress(progress))
        }
        let content = AnalyseProjector.field(one, issue, room)
        return AnalyseProjector.framed(one.title, content)
    }
}
