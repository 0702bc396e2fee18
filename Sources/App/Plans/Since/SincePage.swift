import Domain
import Markup
import Storage
import Web

/// What has become of everything since the last meeting, for one region: what comes first, what is done, new and moved; and what the region
/// adds in its own words.
struct SincePage {
    let frame: PlansFrame
    let choice: SinceChoice
    let states: [String: FormState]
    private let material: SinceMaterial?
    private let part: SincePart?
    private let words: SinceWords
    private let regions: [RegionRecord]
    private let named: Set<String>
    /// What was said in the room for a country whose focal point looks.
    private let toConfirm: [MeetingDecisionRecord]
    private let isClosed: Bool
    private let runs: Bool

    init(_ visit: Visit, _ programme: Programme.ID, _ states: [String: FormState], _ reading: any Reading) throws {
        frame = try PlansFrame(visit, programme, reading)
        let standing = frame.standing
        self.states = states
        let choice = try SinceChoice(visit, programme, standing, reading)
        self.choice = choice
        let reader = try SinceReader(visit.visitor, programme, .person, now: visit.now, reading)
        let material = try choice.event.map { try SinceMaterial($0, reader, isPaper: false, reading) }
        self.material = material
        part = material?.part(of: choice.region)
        words = SinceWords(try DirectoryNames(reading))
        regions = try RegionStore(reading).regions().filter { standing.regions.contains($0.id) }
        named = try SinceStore(reading).named(in: programme)
        let ours = Set(try ProgrammeStore(reading).events(of: programme).map(\.id))
        toConfirm = try MeetingStore(reading).provisional(for: standing.focalPointOf.sorted()).filter {
            ours.contains($0.event)
        }
        isClosed = try choice.event.map { try SinceStore(reading).closing(of: $0.id) != nil } ?? false
        runs =
            try choice.event.map { event in
                Policy.allows(
                    .facilitate, visitor: visit.visitor, roles: try visit.membership(in: event.id, reading).roles)
            } ?? false
    }

    private var id: Programme.ID { frame.programme }

    private func path(_ path: String, _ region: App.Region.ID?) -> String {
        SincePaths.at(path, choice.event?.id, region, isWhole: region == nil)
    }

    var answer: Answer {
        let isWrong = states.values.contains { !$0.errors.isEmpty }
        return frame.answer(
            SinceFacts.tab, L("Since the last meeting"), path: SincePaths.since(id), status: isWrong ? .wrong : .ok,
            "\(head)\(confirming)\(choosing)\(body)")
    }

    private var head: HTML {
        """
        <div class="head"><h1>\(L("Since the last meeting"))</h1>\
        <p class="lede">\(part.map { SinceWords.sentence($0) } ?? L("There is no meeting yet."))</p>\
        \(material.map { "<p class=\"muted\" dir=\"auto\">\(SinceWords.since($0))</p>" as HTML } ?? .empty)\(buttons)</div>
        """
    }

    private var buttons: HTML {
        guard choice.event != nil else { return .empty }
        let region = choice.region
        let files: [(label: Message, path: String)] = [
            (L("PDF"), path(SincePaths.files(id, "report.pdf"), region)),
            (.verbatim("DOCX"), path(SincePaths.files(id, "report.docx"), region)),
            (L("All regions as PDF"), SincePaths.at(SincePaths.files(id, "report.pdf"), choice.event?.id, nil)),
        ]
        let whole = SincePaths.at(SincePaths.wall(id), choice.event?.id, nil) + "&region=all"
        return """
            <div class="actions"><a class="button primary" href="\(path(SincePaths.wall(id), region))">\(L("Present", context: "to a room"))</a>\
            <a class="button plain" href="\(whole)">\(L("Present all regions"))</a>\
            <details class="menu"><summary class="button plain">\(Icon.svg("download")) \(L("Download"))</summary>\
            <ul>\(files.html { "<li><a href=\"\($0.path)\" download>\($0.label)</a></li>" })</ul></details></div>\(unshown)
            """
    }

    /// So that nobody looks for them on the screen.
    private var unshown: HTML {
        let count = (part?.new ?? []).count { !SinceReader.shows($0.thing, to: .wall) }
        guard count > 0 else { return .empty }
        let told = L(
            count, one: "\(count) new one is not for the screen, by its marking.",
            other: "\(count) new ones are not for the screen, by their marking.")
        return "<p class=\"muted\">\(told)</p>"
    }

    /// What waits for a focal point.
    private var confirming: HTML {
        guard !toConfirm.isEmpty else { return .empty }
        let own = frame.standing.focalPointOf
        return """
            <section id="confirming"><h2>\(L("To confirm for your country"))</h2><ul class="lines">\(toConfirm.html { decision in
                decision.stands.filter { $0.state == .provisional && own.contains($0.country) }.html { stand in
                    """
                    <li><p class="lines-kept" lang="\(decision.fields.language)" dir="auto">\(decision.fields.text)</p>\
                    <p class="meta"><span>\(words.country(stand.country))</span> <span class="state warn">\(stand.stance.label)</span></p>\
                    \(stand.words.isEmpty ? .empty : "<p class=\"lines-kept\" dir=\"auto\">\(stand.words)</p>" as HTML)\
                    <form class="actions" method="post" action="\(SincePaths.confirming(id, decision.id))"><input type="hidden" name="country" value="\(stand.country)">\
                    <button name="confirmed" value="1">\(L("Confirm"))</button><button class="plain" name="confirmed" value="">\(L("Take it back"))</button></form></li>
                    """
                }
            })</ul></section>
            """
    }

    /// Which meeting, which region.
    private var choosing: HTML {
        guard let event = choice.event else { return .empty }
        let state = FormState(stored: [
            ("event", event.id.description), ("region", choice.region?.description ?? "programme"),
        ])
        let meetings: [FieldOption] = choice.meetings.map {
            (value: $0.id.description, label: .verbatim("\($0.title), \(DateText.day($0.startsOn))"))
        }
        let places: [FieldOption] =
            [(value: "programme", label: L("The whole programme"))]
            + regions.map { (value: $0.id.description, label: $0.label) }
        return """
            <form class="form" id="choice" method="get" action="\(SincePaths.since(id))"><div class="row">\
            \(state.select("region", L("Region"), options: places))\(state.select("event", L("Meeting"), options: meetings))</div>\
            <div class="actions"><button class="plain">\(L("Show"))</button></div></form>
            """
    }

    private var body: HTML {
        guard let part else { return .empty }
        return """
            <div class="split"><div>\(SinceSections(part: part, words: words).html)</div><div>\(notes(part))\(naming)\(closing)</div></div>
            """
    }

    // MARK: What the region adds

    private func notes(_ part: SincePart) -> HTML {
        let keeps = frame.standing.keeps(choice.region)
        guard keeps || !part.notes.isEmpty else { return .empty }
        return """
            <section id="notes"><h2>\(L("Notes of progress"))</h2>\
            \(part.notes.isEmpty ? "<p class=\"muted\">\(L("Nothing is written here yet."))</p>" : "<ul class=\"lines\">\(part.notes.html { note($0, keeps) })</ul>" as HTML)\
            \(keeps ? form("note", nil) : .empty)</section>
            """
    }

    private func note(_ note: SinceNoteRecord, _ keeps: Bool) -> HTML {
        """
        <li id="note-\(note.id)"><p class="meta"><span>\(DateText.day(note.fields.notedOn))</span></p>\
        <p class="lines-kept" lang="\(note.fields.language)" dir="auto">\(note.fields.text)</p>\
        \(keeps ? form("note-\(note.id)", note) : .empty)</li>
        """
    }

    private func form(_ name: String, _ note: SinceNoteRecord?) -> HTML {
        var fields = note?.fields ?? SinceNoteFields()
        if note == nil {
            fields.language = Language.current.rawValue
            fields.notedOn = frame.standing.today
        }
        let state = (states[name] ?? FormState(stored: FieldForm.stored(fields))).placed(name)
        let form = FieldForm<SinceNoteFields>(state: state)
        let place =
            "<input type=\"hidden\" name=\"region\" value=\"\(choice.region?.description ?? "programme")\">" as HTML
        let event = "<input type=\"hidden\" name=\"event\" value=\"\(choice.event?.id.description ?? "")\">" as HTML
        let key: HTML =
            note == nil
            ? "<input type=\"hidden\" name=\"idempotency\" value=\"\(state.values.text("idempotency"))\">" : .empty
        let target = note.map { SincePaths.note(id, $0.id) } ?? SincePaths.notes(id)
        let removal: HTML =
            note.map {
                """
                <form method="post" action="\(SincePaths.noteRemoval(id, $0.id))">\(place)\(event)<button class="plain danger">\(L("Remove"))</button></form>
                """
            } ?? .empty
        return """
            <details\(state.errors.isEmpty ? .empty : " open" as HTML)><summary>\(note == nil ? L("Write a note") : L("Change"))</summary>\
            <form class="form" method="post" action="\(target)">\(place)\(event)\(key)\(form.summary)\(form.html)\
            <div class="actions"><button\(note == nil ? .empty : " class=\"plain\"" as HTML)>\(L("Save"))</button></div></form>\(removal)</details>
            """
    }

    /// Whether others are told which country is late.
    private var naming: HTML {
        let own = frame.standing.focalPointOf.sorted()
        guard !own.isEmpty else { return .empty }
        return """
            <section id="naming"><h2>\(L("Your country by name"))</h2>\
            <p class="muted">\(L("On screens and on paper what is late of a country is a number, unless the country agreed to be named."))</p>\
            \(own.html { country in
                let isNamed = named.contains(country)
                return """
                    <form class="actions" method="post" action="\(SincePaths.naming(id))"><input type="hidden" name="country" value="\(country)">\
                    <input type="hidden" name="named" value="\(isNamed ? "" : "1")"><span>\(words.country(country)): \(isNamed ? L("named") : L("a number alone"))</span> \
                    <button class="plain">\(isNamed ? L("No longer by name") : L("Agree to be named"))</button></form>
                    """
            })</section>
            """
    }

    /// Where the next meeting looks back to.
    private var closing: HTML {
        guard runs, let event = choice.event else { return .empty }
        let said =
            isClosed
            ? L("This meeting is closed: the next one looks back to that moment.")
            : L("When it is over, close it: the next meeting looks back to that moment.")
        return """
            <section id="closing"><h2>\(L("The end of the meeting"))</h2><p class="muted">\(said)</p>\
            <form class="actions" method="post" action="\(SincePaths.closing(event.id))"><input type="hidden" name="closed" value="\(isClosed ? "" : "1")">\
            <button class="plain">\(isClosed ? L("Open it again") : L("Close the meeting"))</button></form></section>
            """
    }
}

/// The same on a screen: one list after the other, by the arrows of a keyboard or a presenter's remote.
struct SinceWallPage {
    let event: EventRecord
    let material: SinceMaterial
    let parts: [SincePart]
    let words: SinceWords
    let path: String

    init(_ visit: Visit, _ programme: Programme.ID, _ reading: any Reading) throws {
        let standing = try PlansStanding(visit, programme, reading)
        try standing.require(standing.isOf)
        let choice = try SinceChoice(visit, programme, standing, reading)
        guard let event = choice.event else { throw Refusal.notFound }
        self.event = event
        let reader = try SinceReader(visit.visitor, programme, .wall, now: visit.now, reading)
        material = try SinceMaterial(event, reader, isPaper: true, reading)
        parts =
            SinceChoice.isWhole(visit)
            ? material.parts.filter { !$0.isEmpty } : [material.part(of: choice.region)].compactMap { $0 }
        words = SinceWords(try DirectoryNames(reading))
        path = SincePaths.at(SincePaths.wall(programme), event.id, choice.region, isWhole: choice.region == nil)
    }

    var answer: Answer {
        var layout = Layout(.projector, .verbatim(event.title), path: path)
        layout.styles = ["tables"]
        let marking = TLP.isDiscreet(event.marking) ? event.marking : "GREEN"
        return .html(
            layout.document(
                """
                <main class="room" id="room"><header><p><bdi>\(event.title)</bdi></p><p>\(L("Since the last meeting"))</p></header>\
                <div>\(WallPages(id: "since", pages: slides).html)</div>\
                <footer><p dir="auto">\(SinceWords.since(material))</p><p>\(TLP.chip(marking))</p></footer></main>
                """))
    }

    private var slides: [HTML] {
        parts.flatMap { part -> [HTML] in
            let sections = SinceSections(part: part, words: words, isOnWall: true)
            func slide(_ title: Message, _ body: HTML) -> HTML {
                "<div class=\"stack-2\"><p class=\"muted\">\(SinceWords.name(part))</p><h1>\(title)</h1>\(body)</div>"
            }
            let first: HTML =
                "<div class=\"stack-2\"><h1>\(SinceWords.name(part))</h1><p class=\"lede\">\(SinceWords.sentence(part))</p>\(sections.foot)</div>"
            // Each on a page of its own: some are long.
            let notes = part.notes.map { note in
                slide(
                    L("Notes of progress"),
                    "<p class=\"muted\">\(DateText.day(note.fields.notedOn))</p><p class=\"lines-kept\" lang=\"\(note.fields.language)\" dir=\"auto\">\(note.fields.text)</p>"
                )
            }
            return [first] + sections.slides.map { slide($0.title, $0.body) } + notes
        }
    }
}
