import Domain
import Markup
import Web

/// The actions of a plan in time, with what waits for what: a bar from its start to its day, an arrow to each that waits for it.
struct PlanTimelineSection {
    let material: PlanMaterial

    static let most = 60

    var html: HTML {
        let chart = PlanTimeline(material)
        guard !chart.rows.isEmpty else { return "<p class=\"muted\">\(L("No action has a day yet."))</p>" }
        let left = material.entries.count - chart.rows.count
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(L("Timeline").string())">\(chart.svg())</div>\
            \(Self.left(left))\
            \(warnings)
            """
    }

    static func left(_ left: Int) -> HTML {
        guard left > 0 else { return .empty }
        let words = L(
            left, one: "\(left) action more is in the table.", other: "\(left) actions more are in the table.")
        return "<p class=\"muted\">\(words)</p>"
    }

    private var warnings: HTML {
        guard let dates = material.dates, !dates.warnings.isEmpty else { return .empty }
        return """
            <section><h2>\(L("What does not fit together"))</h2><ul class="lines">\(dates.warnings.prefix(Self.most).html { warning in
                switch warning {
                case .dueBefore(let number, let before):
                    "<li>\(L("\(number) is due before \(before), for which it waits."))</li>"
                case .dropped(let number, let before):
                    "<li>\(L("\(number) waits for \(before), which was dropped."))</li>"
                }
            })</ul></section>
            """
    }
}

/// The picture.
struct PlanTimeline: Sendable {
    struct Bar: Sendable {
        let number: String
        let title: String
        let starts: Int
        let due: Int
        let isDone: Bool
        let isLate: Bool
        /// Places of those for which it waits.
        var waitsFor: [Int] = []
    }

    let rows: [Bar]
    let title: String
    let today: Int

    private static let (width, line, left, top) = (960, 34, 330, 40)

    init(_ material: PlanMaterial) {
        title = L("Timeline").string()
        today = CalendarDate(material.today)?.daysSince1970 ?? 0
        let dated = material.entries.filter { $0.standing != .dropped && CalendarDate($0.action.dueOn) != nil }
            .sorted { ($0.action.dueOn, $0.item.id) < ($1.action.dueOn, $1.item.id) }
            .prefix(PlanTimelineSection.most)
        let places = Dictionary(
            dated.enumerated().map { ($1.item.number, $0) }, uniquingKeysWith: { first, _ in first })
        rows = dated.map { entry in
            let due = CalendarDate(entry.action.dueOn)?.daysSince1970 ?? 0
            let starts = CalendarDate(entry.action.startsOn)?.daysSince1970 ?? due
            return Bar(
                number: entry.item.number, title: entry.action.title, starts: min(starts, due), due: due,
                isDone: entry.line.state.isDone, isLate: material.isLate(entry),
                waitsFor: entry.item.fields.predecessors.compactMap { places[$0] })
        }
    }

    private var height: Int { Self.top + rows.count * Self.line + 12 }

    private var scale: ChartScale {
        let days = rows.flatMap { [$0.starts, $0.due] } + [today]
        let (first, last) = (days.min() ?? today, days.max() ?? today)
        return ChartScale(
            Double(first)...Double(max(last, first + 1)), from: Double(Self.left), to: Double(Self.width - 24))
    }

    private func y(_ place: Int) -> Double { Double(Self.top + place * Self.line) + Double(Self.line) / 2 }

    func svg(_ target: ChartTarget = .page) -> HTML {
        let scale = scale
        func x(_ day: Int) -> Double { target.x(scale.place(Double(day)), width: Self.width) }
        let number = ChartText.number
        let now = number(x(today))
        let rest = rows.enumerated().html { place, bar -> HTML in
            let (from, to, middle) = (x(bar.starts), x(bar.due), y(place))
            let text = ChartText.wrap("\(bar.number) \(bar.title)", width: 38, lines: 1).first ?? bar.number
            let label = target.isolated([text]).first ?? text
            let anchor = number(target.x(8, width: Self.width))
            let start = min(from, to) - 3
            let part: ChartPart = bar.isDone ? .adopted : bar.isLate ? .blocked : .span
            let bars: HTML =
                part == .span
                ? "<line\(ChartPart.planned.attributes(target)) x1=\"\(number(start))\" y1=\"\(number(middle))\" x2=\"\(number(max(from, to) + 3))\" y2=\"\(number(middle))\"/>"
                : "<rect\(part.attributes(target)) x=\"\(number(start))\" y=\"\(number(middle - 6))\" width=\"\(number(abs(to - from) + 6))\" height=\"12\"/>"
            return """
                <text\(ChartPart.says.attributes(target)) x="\(anchor)" y="\(number(middle + 5))" font-size="15">\(label)</text>\(bars)\
                \(bar.waitsFor.html { before in
                    let begin = x(rows[before].due)
                    return "<path\(ChartPart.grid.attributes(target)) fill=\"none\" d=\"M\(number(begin)) \(number(y(before) + 7))V\(number(middle))H\(number(to))\"/><circle\(ChartPart.leader.attributes(target)) cx=\"\(number(begin))\" cy=\"\(number(y(before) + 7))\" r=\"3\"/>" as HTML
                })
                """
        }
        let days = rows.flatMap { [$0.starts, $0.due] }
        let ends: [Int] = [days.min(), days.max()].compactMap { $0 }
        return target.document(
            "planchart", id: "plan-timeline", width: Self.width, height: height, title: title,
            """
            <line\(ChartPart.grid.attributes(target)) x1="\(now)" y1="24" x2="\(now)" y2="\(height)"/>\
            <text\(ChartPart.axis.attributes(target)) x="\(now)" y="18" font-size="14" text-anchor="middle">\(L("today"))</text>\
            \(ends.enumerated().html { place, day in
                guard abs(x(day) - x(today)) > 90 else { return .empty }
                return "<text\(ChartPart.axis.attributes(target)) x=\"\(number(x(day)))\" y=\"18\" font-size=\"14\" text-anchor=\"\(place == 0 ? "start" : "end")\">\(DateText.day(CalendarDate(daysSince1970: day).description))</text>"
            })\(rest)
            """)
    }
}
