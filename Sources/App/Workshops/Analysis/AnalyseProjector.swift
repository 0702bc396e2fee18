import Domain
import Markup
import Storage
import Web

/// What the room sees while the groups analyse: how far each is, or one group's force field.
enum AnalyseProjector {
    static func framed(_ title: Message, _ content: HTML) -> ProjectorScene {
        ProjectorScene(about: L("What helps, and what blocks"), label: title, content: content)
    }

    /// A bar a group: facilitating and blocking aspects side by side.
    static func progress(_ all: [TableProgress]) -> HTML {
        guard !all.isEmpty else {
            return "<div class=\"room-grid\"><div><h1>\(L("The groups analyse their issues"))</h1></div></div>"
        }
        let most = max(1, all.map(\.aspects.count).max() ?? 1)
        return """
            <div class="table-progress"><h1 class="long">\(L("The groups analyse their issues"))</h1>\
            <ul class="\(all.count > 6 ? "two-columns" : "one-column")">\(all.html { row($0, most: most) })</ul>\
            <p class="meta"><span class="facilitating">\(L("helps"))</span> <span class="blocking">\(L("blocks"))</span></p></div>
            """
    }

    private static func row(_ one: TableProgress, most: Int) -> HTML {
        let (helps, hinders) = (one.count(.facilitating), one.count(.blocking))
        let width: (Int) -> String = { ChartText.number(100 * Double($0) / Double(most)) }
        return """
            <li><p class="between"><bdi>\(one.title)</bdi><span>\(L(one.aspects.count, one: "\(one.aspects.count) aspect", other: "\(one.aspects.count) aspects"))</span></p>\
            <svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="1"/>\
            <rect class="helps" width="\(width(helps))" height="1"/><rect class="hinders" x="\(width(helps))" width="\(width(hinders))" height="1"/></svg></li>
            """
    }

    static func field(_ one: TableProgress, _ issue: IssueRecord, _ room: Room) -> HTML {
        let aspects = one.aspects.filter { $0.issue == issue.id }
        var section = ForceFieldSection(
            id: "room-force", aspects: aspects, cases: [:], names: room.names)
        section.limit = 6
        var chart = section.chart
        (chart.size, chart.room) = (.wall, WallPages.height - 270)
        let sectors = room.names.sectors.filter { sector in aspects.contains { $0.sector == sector.code } }
        return """
            <div class="room-force"><h1 class="\(issue.title.count > 90 ? "longer" : "long")" lang="\(issue.language)" dir="auto">\(issue.title)</h1>\
            <div>\(chart.svg())</div>\
            \(sectors.isEmpty ? .empty : "<ul class=\"key\">\(sectors.html { "<li>\($0.html)</li>" })</ul>")</div>
            """
    }
}
