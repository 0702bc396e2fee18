import Domain
import Markup
import Web

/// Who sits where, on the projector: all groups at once, without scrolling, in letters that the last row reads. Names where the event
/// shows them and they fit; else the numbers of their name cards; without cards how many of each country.
struct SeatingChart {
    let groups: [BreakoutGroupRecord]
    let room: Room
    /// Of those who have a name card.
    var numbers: [Participant.ID: Int] = [:]

    /// Lines of text that the screen holds between its header and its footer, and how many groups find room in the smallest letters.
    private static let lines = 19
    private static let mostGroups = 20
    /// In more, names would be cut.
    private static let mostColumns = 6

    /// Few columns while each group's people fit below its name; more where the groups are large, so that two rows are enough.
    private var columns: Int {
        let usual = usualColumns
        guard room.event.namesShown, largest > lines(usual) else { return usual }
        let two = (groups.count + 1) / 2
        return two <= Self.mostColumns && largest <= lines(two) ? max(usual, two) : usual
    }

    private var usualColumns: Int {
        switch groups.count {
        case 1: 1
        case 2, 4: 2
        case 3, 5...9: 3
        case 10...12: 4
        default: 5
        }
    }

    /// Below a group's heading.
    private func lines(_ columns: Int) -> Int {
        let rows = (min(groups.count, Self.mostGroups) + columns - 1) / columns
        return max(1, Self.lines / max(1, rows) - 1)
    }
    private var largest: Int { groups.map(\.members.count).max() ?? 0 }

    /// Whether people look for a number rather than for a name.
    var showsNumbers: Bool { !showsNames && !numbers.isEmpty }

    private var showsNames: Bool { room.event.namesShown && largest <= lines(columns) }

    var html: HTML {
        let hidden = groups.count - Self.mostGroups
        return """
            <ol class="seats c\(columns)">\(groups.prefix(Self.mostGroups).html { group in
                """
                <li><h2><bdi>\(group.label)</bdi>\(group.place.isEmpty ? .empty : " <span dir=\"auto\">\(group.place)</span>")</h2>\
                \(showsNames ? names(group) : showsNumbers ? cards(group) : countries(group))</li>
                """
            })\(hidden > 0 ? "<li class=\"muted\">\(L(hidden, one: "and \(hidden) more group: look at your phone", other: "and \(hidden) more groups: look at your phone"))</li>" : .empty)</ol>
            """
    }

    private func names(_ group: BreakoutGroupRecord) -> HTML {
        // In narrow columns the name needs all of the line.
        let hasCountries = columns <= 4
        return
            "<ul>\(group.members.html { "<li>\(hasCountries ? room.names.chip($0.country) : .empty) <span dir=\"auto\">\($0.name)</span></li>" })</ul>"
    }

    /// Who has no card is counted by country.
    private func cards(_ group: BreakoutGroupRecord) -> HTML {
        let known = group.members.compactMap { numbers[$0.id] }.sorted()
        var others = group
        others.members = group.members.filter { numbers[$0.id] == nil }
        return """
            <p class="card-numbers">\(known.html { "<b>\($0)</b> " })</p>\(others.members.isEmpty ? .empty : countries(others))
            """
    }

    private func countries(_ group: BreakoutGroupRecord) -> HTML {
        let counts = Dictionary(group.members.map { ($0.country ?? "?", 1) }, uniquingKeysWith: +)
        return """
            <p>\(counts.sorted { $0.key < $1.key }.map { country, count in
                count > 1 ? "\(room.names.chip(country)) ×\(count)" : room.names.chip(country)
            }.joined(separator: " "))</p>
            """
    }
}
