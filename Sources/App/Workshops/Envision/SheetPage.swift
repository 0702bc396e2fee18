import Domain
import Markup
import Storage
import Web

/// What every page around sheets needs of who looks.
struct SheetFrame {
    let event: EventRecord
    let viewer: SheetViewer
    let visit: Visit
    private let place: EventFrame

    init(_ event: Event.ID, visit: Visit, _ reading: any Reading) throws {
        place = try EventFrame(visit, event, reading)
        self.event = place.event
        viewer = try SheetViewer(visit, in: event, reading)
        self.visit = visit
    }

    static let trouble: HTML = "<div id=\"trouble\" hidden></div>"

    func layout(_ title: Message, path: String) -> Layout {
        var layout = place.layout(title, path: path, tab: EventTab.results.id)
        layout.styles = ["tables", "guide"]
        return layout
    }
}

/// A sheet, for one person: to write on for its own people, to read for the others who may.
struct SheetPage {
    let frame: SheetFrame
    let sheet: SheetRecord
    let visibility: SheetVisibility
    /// For its own people.
    var view: SheetView?
    private let reading: SheetContent?
    /// Who chose the country at the door and is not known, for the head of its delegation.
    private let unknown: [ParticipantRecord]

    init(_ event: Event.ID, _ id: EnvisionSheet.ID, people: Set<String>, visit: Visit, _ reading: any Reading) throws {
        frame = try SheetFrame(event, visit: visit, reading)
        (sheet, visibility) = try SheetAccess.seen(id, in: event, by: frame.viewer, reading)
        if visibility == .own {
            let mayWrite = try SheetAccess.mayWrite(sheet, frame.viewer, reading)
            view = try SheetView(sheet, mayWrite: mayWrite, people: people, seats: frame.viewer.seats, reading)
            self.reading = nil
            unknown =
                view?.isHead ?? false
                ? try SpeakerStore(reading).unknown(in: event).filter { [sheet] in $0.country == sheet.country } : []
        } else {
            self.reading = try SheetContent(sheet, as: visibility, reading)
            unknown = []
        }
    }

    var document: HTML {
        let label = view?.content.label ?? reading?.label ?? L("A country")
        var layout = frame.layout(label, path: Paths.sheet(sheet.event, sheet.id))
        if let view {
            layout.scripts = ["cards"]
            layout.live = Paths.sheetLive(sheet.event, sheet.id)
            layout.state = view.state
        }
        return layout.document("\(SheetFrame.trouble)\(head(label))\(main)")
    }

    var fragment: HTML { "\(SheetFrame.trouble)\(main)" }

    private var main: HTML {
        if let view { return "\(door)<div class=\"sheet-page\" id=\"sheet\">\(view.html)</div>" }
        guard let reading else { return .empty }
        return "\(SheetReadingSection(content: reading).html)\(ImpactSection(content: reading).html)"
    }

    private var door: HTML {
        guard !unknown.isEmpty else { return .empty }
        return """
            <section id="unknown" class="notice warn"><h2>\(L(unknown.count, one: "\(unknown.count) person came in with the code and chose your country", other: "\(unknown.count) people came in with the code and chose your country"))</h2>\
            <p>\(L("They do not see this sheet until you, or whoever runs the room, confirm that they belong to your delegation."))</p>\
            <ul class="lines">\(unknown.html { person in
                """
                <li class="between"><bdi>\(person.name)</bdi>\
                \(SpeakersPage.verification(sheet.event, person, from: "sheet:\(sheet.id)"))</li>
                """
            })</ul></section>
            """
    }

    private func head(_ label: Message) -> HTML {
        let words: Message =
            switch (visibility, sheet.group) {
            case (.own, _): L("For each priority: the situation you want, and what has to be done for it.")
            case (.anonymous, _): L("Published without the country's name.")
            case (_, .some): L("What this group wants, and what it would do. You read it; the group writes it.")
            case (_, .none): L("What this country wants, and what it would do. You read it; its delegation writes it.")
            }
        return "<div class=\"head\"><h1 dir=\"auto\">\(label)</h1><p class=\"muted\">\(words)</p></div>"
    }
}

/// One's own ratings of the interventions of a sheet, while its private vote is open.
struct SheetRatingsPage {
    let frame: SheetFrame
    let content: SheetContent
    let isMember: Bool
    /// As stored, or as they came back with errors.
    var chosen: [Intervention.ID: (difficulty: String, impact: String)]
    var errors: [String: Message] = [:]
    var isStored: Bool

    init(_ event: Event.ID, _ id: EnvisionSheet.ID, visit: Visit, _ reading: any Reading) throws {
        frame = try SheetFrame(event, visit: visit, reading)
        let (sheet, visibility) = try SheetAccess.seen(id, in: event, by: frame.viewer, reading)
        guard visibility == .own else { throw Refusal.notFound }
        content = try SheetContent(sheet, as: visibility, reading)
        isMember = SheetAccess.isMember(of: sheet, frame.viewer)
        let votes = try visit.visitor.seat.map { try InterventionStore(reading).votes(of: $0.id, on: id) } ?? [:]
        chosen = votes.mapValues { (String($0.difficulty), String($0.impact)) }
        isStored = !votes.isEmpty
    }

    private var sheet: SheetRecord { content.sheet }

    var document: HTML {
        var layout = frame.layout(L("My ratings"), path: Paths.sheetRatings(sheet.event, sheet.id))
        layout.kind = .phone
        layout.heading =
            "<a class=\"plain-link\" href=\"\(Paths.sheet(sheet.event, sheet.id))\">\(Icon.flipping("back")) \(L("Back to the sheet"))</a>"
        return layout.document("\(SheetFrame.trouble)\(main)")
    }

    var main: HTML {
        """
        <section id="ratings"><div class="head"><h1>\(L("My ratings"))</h1><p class="muted">\
        \(L("Difficulty: 1 easy, 5 very hard. Impact: 1 small, 5 very large. Single ratings are shown to nobody and are deleted when the vote closes; the median of at least three is kept."))</p></div>\
        \(body)</section>
        """
    }

    private var body: HTML {
        guard isMember else { return "<p>\(L("Only members of this group or delegation vote on its sheet."))</p>" }
        guard sheet.isVoteOpen else { return "<p>\(L("No vote is open on this sheet."))</p>" }
        return """
            <form class="ballot" id="rate" method="post" action="\(Paths.sheetRatings(sheet.event, sheet.id))" data-send data-latest>\
            <ol class="lines">\(content.interventions.html(line))</ol>\
            <div class="dock"><p class="receipt" id="receipt" data-fresh role="status"\("hidden", when: !isStored)>\(Icon.svg("check")) \
            <span>\(L("Your ratings are stored. You may change them until the vote closes."))</span></p>\
            <p class="unsent" data-send-status role="status" hidden></p>\
            <button class="primary">\(isStored ? L("Change my ratings") : L("Send my ratings"))</button></div></form>
            """
    }

    private func line(_ item: (number: Int, record: InterventionRecord)) -> HTML {
        let id = item.record.id
        return """
            <li><p class="title" id="i\(id)" lang="\(item.record.language)" dir="auto">\(item.record.text)</p>\
            \(scale("difficulty", L("Difficulty"), id, chosen[id]?.difficulty))\(scale("impact", L("Impact"), id, chosen[id]?.impact))\
            \(errors[id.description].map { "<p class=\"error\">\($0)</p>" })</li>
            """
    }

    private func scale(_ name: String, _ label: Message, _ id: Intervention.ID, _ value: String?) -> HTML {
        """
        <div class="criterion"><p><b id="\(name)\(id)">\(label)</b></p>\
        <div class="scale" role="radiogroup" aria-labelledby="i\(id) \(name)\(id)">\(ImpactMatrix.scale.html { number in
            """
            <label><input type="radio" name="\(name)-\(id)" value="\(number)"\("checked", when: value == String(number))><span>\(number)</span></label>
            """
        })</div></div>
        """
    }
}
