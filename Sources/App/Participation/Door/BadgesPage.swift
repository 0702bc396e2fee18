import Domain
import Markup
import Storage
import Web

/// The layouts in which badges are printed. Three, and no free designer: what fits was tried on paper.
enum BadgeLayout: String, CaseIterable, Sendable {
    /// A6, folded along its middle, with the name on both sides: it cannot hang the wrong way.
    case fold = "a6-fold"
    /// For holders and clips, ten on a page.
    case small = "90x55"
    /// A7 upright, on a ribbon.
    case hanging = "a7-hanging"

    var label: Message {
        switch self {
        case .fold: L("A6 folded, four on a page, the name on both sides")
        case .small: L("90 × 55 mm, ten on a page, for holders and clips")
        case .hanging: L("A7 upright, four on a page, for a ribbon")
        }
    }
}

/// What may stand on a badge besides the name.
enum BadgeField: String, CaseIterable, Sendable {
    case organisation, country, sector, role, number, code

    var label: Message {
        switch self {
        case .organisation: L("Organisation")
        case .country: L("Country")
        case .sector: L("Sector")
        case .role: L("Role")
        case .number: L("Number and group")
        case .code: L("Code for the check-in desk")
        }
    }

    /// Ticked at first.
    static let usual: Set<BadgeField> = [.organisation, .country, .code]
}

/// Choosing layout, fields and people.
struct BadgesPage {
    let frame: EventFrame
    let people: [ParticipantRecord]
    let names: DirectoryNames
    var isNobodyChosen = false

    private var event: EventRecord { frame.event }
    private var path: String { DoorPaths.badges(event.id) }

    var answer: Answer {
        frame.layout(
            L("Badges"), path: path, tab: AttendancePage.tab.id,
            between: [.init(L("Attendance"), DoorPaths.attendance(event.id))]
        ).answer(
            """
            <div class="head"><h1>\(L("Badges"))</h1><p class="muted">\(L("What is worn in public holds no secret: its code leads to the event’s door, and checks in on a desk device only."))</p></div>\
            \(isNobodyChosen ? "<div class=\"notice bad\" role=\"alert\"><p><b>\(L("Nobody was chosen."))</b> \(L("Tick at least one person."))</p></div>" : .empty)\
            \(people.isEmpty ? "<div class=\"empty\"><h2>\(L("Nobody to print for"))</h2><p class=\"muted\">\(L("Add people to the event first."))</p></div>" : form)
            """, isNobodyChosen ? .wrong : .ok)
    }

    private var form: HTML {
        """
        <form class="form" id="badges" method="post" action="\(path)">\
        <fieldset class="options"><legend>\(L("Layout"))</legend>\(BadgeLayout.allCases.html { layout in
            "<label><input type=\"radio\" name=\"layout\" value=\"\(layout.rawValue)\"\("checked", when: layout == .small)> <span>\(layout.label)</span></label>"
        })</fieldset>\
        <fieldset class="options"><legend>\(L("Beside the name"))</legend>\(BadgeField.allCases.html { field in
            "<label><input type=\"checkbox\" name=\"field\" value=\"\(field.rawValue)\"\("checked", when: BadgeField.usual.contains(field))> <span>\(field.label)</span></label>"
        })</fieldset>\
        <div class="actions"><button class="primary" name="for" value="all">\(L(people.count, one: "Badge for \(people.count) person", other: "Badges for all \(people.count) people"))</button>\
        <button name="for" value="chosen">\(L("Badges for the ticked people"))</button></div>\
        <fieldset><legend>\(L("People"))</legend><ul class="lines">\(people.html { person in
            """
            <li><label class="check"><input type="checkbox" name="participant" value="\(person.id)"> <span><bdi>\(person.name)</bdi> \
            <span class="meta"><span dir="auto">\(person.organisation)</span> \(names.origin(sector: person.sector, country: person.country))</span></span></label></li>
            """
        })</ul></fieldset></form>
        """
    }
}

/// The sheet to print and cut.
struct BadgeSheetPage {
    let frame: EventFrame
    let layout: BadgeLayout
    let fields: Set<BadgeField>
    let badges: [(person: ParticipantRecord, code: String)]
    let names: DirectoryNames
    let numbers: [Participant.ID: Int]
    let lines: [Participant.ID: [Message]]

    private var event: EventRecord { frame.event }

    var answer: Answer {
        var page = frame.layout(
            title, path: DoorPaths.badges(event.id), tab: AttendancePage.tab.id, kind: .sheet,
            between: [.init(L("Badges"), DoorPaths.badges(event.id))])
        page.styles = ["door"]
        return .html(
            page.document(
                """
                <div class="head"><h1>\(title)</h1><p class="muted">\(advice)</p></div>\
                <div class="actions"><button class="primary" data-print>\(Icon.svg("print")) \(L("Print"))</button>\
                <a class="button plain" href="\(DoorPaths.badges(event.id))">\(L("Back to the list"))</a></div>\
                <ul class="badges \(layout.style)">\(badges.html { badge in
                    "<li class=\"badge\">\(layout == .fold ? "<div class=\"face turned\">\(side(badge, withCode: false))</div>" : .empty)<div class=\"face\">\(side(badge, withCode: true))</div></li>"
                })</ul>
                """))
    }

    private var title: Message { L(badges.count, one: "\(badges.count) badge", other: "\(badges.count) badges") }

    private var advice: Message {
        layout == .fold
            ? L("Print on A4 at 100 %, cut along the dashed lines, and fold each along the dotted line.")
            : L("Print on A4 at 100 %, and cut along the lines.")
    }

    private func side(_ badge: (person: ParticipantRecord, code: String), withCode: Bool) -> HTML {
        let person = badge.person
        let address = frame.visit.settings.baseURL + JoiningPaths.card(badge.code)
        let isLong = person.name.count > 24
        return """
            <p class="meta"><span dir="auto">\(event.title)</span></p>\
            <p class="name\(isLong ? " long" : "")" dir="auto">\(person.name)</p>\
            \(fields.contains(.organisation) ? "<p class=\"org\" dir=\"auto\">\(person.organisation)</p>" : .empty)\
            \(fields.contains(.country) && person.country != nil ? "<p>\(names.place(person.country))</p>" : .empty)\
            \(fields.contains(.sector) ? "<p>\(names.sector(person.sector)?.html)</p>" : .empty)\
            \(fields.contains(.role) ? "<p class=\"role\">\(person.role.label)</p>" : .empty)\
            \(fields.contains(.number) ? "<p class=\"card-number\"><b>\(numbers[person.id].map(String.init))</b>\((lines[person.id] ?? []).html { " <span class=\"small\">\($0)</span>" })</p>" : .empty)\
            \(withCode && fields.contains(.code) ? "<div class=\"qr\">\(QRCode.svg(address, label: L("QR code of the event’s door").string()))</div>" : .empty)
            """
    }
}

extension BadgeLayout {
    /// Classes begin with a letter.
    var style: String {
        switch self {
        case .fold: "fold"
        case .small: "small"
        case .hanging: "hanging"
        }
    }
}
