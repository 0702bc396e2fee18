import Domain
import Markup
import Storage
import Web

/// Badges of an exercise, to print and cut: who, in which cell and function, as what; each with the mark.
struct ExerciseBadgesPage {
    let frame: ExerciseFrame
    let plan: ExercisePlan
    let seats: [SeatRecord]
    let layout: BadgeLayout

    init(_ frame: ExerciseFrame, _ layout: BadgeLayout, _ reading: any Reading) throws {
        try frame.standing.require(frame.standing.isExcon)
        self.frame = frame
        self.layout = layout
        plan = try ExercisePlan(frame.exercise.msel, reading)
        seats = try PlayStore(reading).seats(of: frame.event)
    }

    var answer: Answer {
        let path = ExerciseSheetPaths.badges(frame.event)
        var page = frame.layout(
            ExerciseSheetsPage.tab, L("Badges"), path: path, kind: .sheet,
            between: [.init(ExerciseSheetsPage.label, ExerciseSheetPaths.list(frame.event))])
        page.styles = ["door", "exercise"]
        return .html(
            page.document(
                """
                \(ExerciseMark.bar())<div class="head"><h1>\(L(seats.count, one: "\(seats.count) badge", other: "\(seats.count) badges"))</h1>\
                <p class="muted">\(layout == .fold ? L("Print on A4 at 100 %, cut along the dashed lines, and fold each along the dotted line.") : L("Print on A4 at 100 %, and cut along the lines."))</p></div>\
                <form class="actions" id="badge-layout" method="get" action="\(path)">\(FormState(stored: [("layout", layout.rawValue)]).select("layout", L("Layout"), options: BadgeLayout.allCases.map { (value: $0.rawValue, label: $0.label) }))\
                <button>\(L("Show"))</button> <button class="primary" type="button" data-print>\(Icon.svg("print")) \(L("Print"))</button></form>\
                \(seats.isEmpty ? "<p class=\"muted\">\(L("Nothing yet."))</p>" as HTML : "<ul class=\"badges \(layout.style)\">\(seats.html(badge))</ul>")
                """))
    }

    private func badge(_ seat: SeatRecord) -> HTML {
        let turned: HTML = layout == .fold ? "<div class=\"face turned\">\(side(seat))</div>" : .empty
        return "<li class=\"badge role-\(seat.role.rawValue)\">\(turned)<div class=\"face\">\(side(seat, withCode: true))</div></li>"
    }

    private func side(_ seat: SeatRecord, withCode: Bool = false) -> HTML {
        let cell = plan.cells.first { $0.id == seat.cell }
        let function = plan.functions.first { $0.id == seat.function }
        let door = frame.visit.settings.joinURL(frame.frame.event.code)
        return """
            <p class="meta">\(ExerciseMark.chip)\(ExerciseMark.word(.current).map { " <b>\($0)</b>" })</p>\
            <p class="name\(seat.name.count > 24 ? " long" : "")" dir="auto">\(seat.name)</p>\
            \(cell.map { "<p class=\"org\"><b>\($0.code)</b> <bdi>\($0.name)</bdi>\($0.plays.isEmpty ? .empty : " · <bdi>\($0.plays)</bdi>" as HTML)</p>" as HTML } ?? .empty)\
            \(function.map { "<p dir=\"auto\">\($0.name)</p>" as HTML } ?? .empty)<p class="role"><b>\(seat.role.label)</b></p>\
            <p class="meta"><span dir="auto">\(frame.frame.event.title)</span>\(language(cell))</p>\
            \(withCode ? "<div class=\"qr\">\(QRCode.svg(door, label: L("QR code of the event’s door").string()))</div>" as HTML : .empty)
            """
    }

    /// In which its papers come.
    private func language(_ cell: CellRecord?) -> HTML {
        guard let code = cell?.language else { return .empty }
        return " <b lang=\"\(code)\" dir=\"auto\">\(Language(rawValue: code)?.ownName ?? code.uppercased())</b>"
    }
}
