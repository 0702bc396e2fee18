import Domain
import Markup
import Storage
import Web

/// On the phone: where we go, and what the host wants to know of me.
struct OwnVisitPage {
    let visit: Visit
    let own: OwnJourney
    let event: EventRecord
    let traveller: Traveller
    let study: StudyVisitRecord
    let stops: [StopRecord]
    let told: AccessFields?
    let names: DirectoryNames
    let state: FormState?

    init(_ visit: Visit, _ own: OwnJourney, _ state: FormState?, _ reading: any Reading) throws {
        self.visit = visit
        self.own = own
        self.state = state
        traveller = try own.traveller(visit, reading)
        event = try EventStore(reading).event(traveller.event)
        study = try VisitStore(reading).visit(of: event.id)
        stops = try VisitStore(reading).stops(of: event.id)
        guard event.has(VisitFacts.partCode) || !stops.isEmpty else { throw Refusal.notFound }
        told = try AccessStore(reading).told(traveller.id)
        names = try DirectoryNames(reading)
    }

    private var lastDay: String { study.lastDay(event) }
    private var isPast: Bool { lastDay < CalendarDate.today(visit.now, timeZone: event.timeZone) }

    var answer: Answer {
        let layout = OwnPage.layout(visit, own, event, L("Visit"), path: own.visitPath)
        return layout.answer(
            """
            \(OwnPage.tabs(own, event, "visit"))<div class="head"><h1>\(L("Visit"))</h1><p class="muted"><bdi>\(event.title)</bdi> · \(DateText.span(event.startsOn, event.endsOn)) · <bdi>\(event.place)</bdi></p>\
            <p>\(L("For:")) <b><bdi>\(traveller.name)</bdi></b></p></div>\(traveller.isSeated ? "\(access)\(places)" : OwnPage.noSeat)
            """, state?.errors.isEmpty ?? true ? .ok : .wrong)
    }

    private var access: HTML {
        guard !study.asks.isEmpty else { return .empty }
        if isPast {
            return
                "<section id=\"access\"><h2>\(L("For the access list"))</h2><p class=\"muted\">\(L("The list is closed, and what you told for it is erased."))</p></section>"
        }
        let begin = state ?? FormState(stored: FieldForm.stored(told ?? AccessFields()))
        let form = FieldForm<AccessFields>(state: begin, options: ["nationality": names.countryOptions])
        return """
            <section id="access"><h2>\(L("For the access list"))</h2><p class="hint">\(study.fields.host.isEmpty ? L("The host lets in whom it knows of.") : L("\(study.fields.host) lets in whom it knows of.")) \
            \(L("Only the organisers take this out, for the host. It is erased on the day after \(DateText.day(lastDay)). No copy of a passport is needed."))</p>\
            \(told.map { $0.answers(study.asks) ? "<p class=\"state good\">\(L("You have told all that is asked."))</p>" as HTML : .empty } ?? .empty)\
            <form class="form" id="access-form" method="post" action="\(own.visitPath)">\(form.summary)\(form.html(without: AccessFields.left(study.asks)))\
            <div class="actions"><button class="primary">\(L("Save"))</button></div></form>\
            \(told == nil ? .empty : "<form method=\"post\" action=\"\(own.visitPath)\"><button class=\"plain\" name=\"act\" value=\"withdrawal\">\(L("Erase what I told"))</button></form>")</section>
            """
    }

    private var places: HTML {
        guard !stops.isEmpty else { return .empty }
        return """
            <section id="stops"><h2>\(L("Stops"))</h2>\(study.fields.note.isEmpty ? .empty : "<p class=\"lines-kept\" dir=\"auto\">\(study.fields.note)</p>")\
            <ol class="lines">\(stops.html { stop in
                """
                <li><p class="small muted">\(VisitFrame.time(stop.fields))</p><p class="title" dir="auto">\(stop.fields.title)</p><p class="meta"><bdi>\(stop.fields.place)</bdi></p>\
                \(stop.fields.rules.isEmpty ? .empty : "<p class=\"lines-kept\" dir=\"auto\">\(stop.fields.rules)</p>")</li>
                """
            })</ol></section>
            """
    }
}
