import Domain
import Markup
import Storage
import Web

/// Blocks by the day on which they begin, on the event's clock.
struct AgendaDays {
    /// ISO 8601, with its blocks in their order.
    let days: [(date: String, blocks: [AgendaContent.Block])]

    init(_ blocks: [AgendaContent.Block], _ zone: String) {
        let clock = MomentWords(zone)
        let byDay = Dictionary(grouping: blocks) { clock.wallClock($0.startsAt).date }
        days = byDay.keys.sorted().map { (date: $0, blocks: byDay[$0] ?? []) }
    }

    /// `Tuesday 9 June`
    static func name(_ date: String) -> String {
        guard let day = CalendarDate(date) else { return date }
        let weekday = ((day.daysSince1970 + 4) % 7 + 7) % 7
        return "\(DateText.weekday(weekday)) \(DateText.dayAndMonth(date))"
    }
}

/// Pieces of a block that several pages show.
struct AgendaBlockText {
    let block: AgendaContent.Block
    /// Of the event.
    let zone: String
    /// Of seats, by their ids.
    let names: [String: String]

    /// From when until when on the event's clock; the browser adds when it begins on the reader's.
    var time: HTML {
        let clock = MomentWords(zone)
        return """
            <time datetime="\(MomentWords.iso(block.startsAt))" data-moment="time" data-zone="\(zone)">\
            <bdi dir="ltr">\(clock.plain(block.startsAt, .time))–\(clock.plain(block.endsAt, .time))</bdi></time>
            """
    }

    /// `Chair: Anvar Namunov · Speaker: …`
    var people: HTML {
        // Names go with those of the event's people.
        let named = block.people.filter { !name($0).isEmpty }
        guard !named.isEmpty else { return .empty }
        let byPart = Dictionary(grouping: named, by: \.part)
        let order: [AgendaContent.Part] = [.chair, .speaker, .rapporteur, .interpreter]
        let parts = order.compactMap { part in byPart[part].map { (part, $0) } }
        let words: [HTML] = parts.map { part, people in "<span>\(part.label): \(list(people))</span>" }
        let line: HTML = words.dropFirst().reduce(words.first ?? .empty) { "\($0) · \($1)" }
        return "<p class=\"small\">\(line)</p>"
    }

    private func list(_ people: [AgendaContent.Person]) -> HTML {
        let names = people.map { "<bdi>\(name($0))</bdi>" as HTML }
        let comma = Language.current == .arabic ? "، " : ", "
        return names.dropFirst().reduce(names.first ?? .empty) { "\($0)\(comma)\($1)" }
    }

    func name(_ person: AgendaContent.Person) -> String { person.participant.flatMap { names[$0] } ?? person.name }

    var place: HTML { block.place.isEmpty ? .empty : "<span dir=\"auto\">\(block.place)</span> " }

    /// Where it is another than the event's.
    var marking: HTML { block.marking.map { "\(TLP.chip($0)) " } ?? .empty }

    var summary: HTML {
        block.summary.isEmpty ? .empty : "<p class=\"lines-kept\" dir=\"auto\">\(block.summary)</p>"
    }
}

/// The released agenda, as everybody in the event sees it: in the event's zone, with the reader's time beside it.
struct AgendaPage {
    let frame: EventFrame
    let release: AgendaReleaseRecord?
    /// As the reader sees them.
    private let blocks: [AgendaContent.Block]
    /// The ids of those whose minutes can be opened.
    private let minuted: Set<String>
    let names: [String: String]
    /// Of the reader.
    let seats: Set<String>
    let chosen: Set<String>
    let choices: [String: Int]
    /// How many blocks are different in the draft; nothing for who does not run the event.
    let changes: Int?
    /// Where everybody sees it, for who runs the event; nothing where it is not public.
    let publicAddress: String?

    private var event: EventRecord { frame.event }
    private var zone: String { event.timeZone }

    init(_ frame: EventFrame, _ reading: any Reading) throws {
        self.frame = frame
        let store = AgendaStore(reading)
        let id = frame.event.id
        release = try store.last(of: id)
        names = try store.names(of: id)
        let membership = try frame.visit.membership(in: id, reading)
        let (own, marking) = (membership.seats, frame.event.marking)
        let told = release?.content.blocks ?? []
        blocks = told.map { $0.seen(by: membership, in: marking) }
        let begun = try store.minuted(of: id)
        minuted = Set(
            told.filter {
                $0.isRead(by: membership, in: marking)
                    && (begun.contains($0.id) || $0.hasMinutes && BlockMinutes.isWriter(membership, of: $0))
            }.map(\.id))
        seats = Set(own.map(\.description))
        chosen = try store.chosen(by: own)
        choices = try store.choices(of: id)
        let isPublic = try RegistrationStore(reading).rule(of: id)?.channels.contains(.open) ?? false
        publicAddress =
            frame.allows(.facilitate) && isPublic && frame.event.marking == "CLEAR" && release != nil
            ? frame.visit.settings.baseURL + AgendaPaths.everybody(frame.event.code) : nil
        changes =
            frame.allows(.facilitate)
            ? try AgendaReleasePreview(id, at: frame.visit.now, reading).difference.changes.count : nil
    }

    var answer: Answer {
        var layout = frame.layout(EventTab.agenda.label, path: AgendaPaths.agenda(event.id), tab: EventTab.agenda.id)
        layout.styles = ["tables"]
        return layout.answer(
            """
            \(AgendaTabs(frame: frame, present: .released).html)\
            <div class="between"><h1>\(EventTab.agenda.label)</h1><div class="actions">\(actions)</div></div>
            \(release.map(shown) ?? empty)\(publicAddress.map(share) ?? .empty)\(release.map(standing) ?? .empty)
            """, .ok)
    }

    private var actions: HTML {
        """
        \(frame.allows(.facilitate) ? "<a class=\"button\(event.isOver(at: frame.visit.now) ? "" : " primary")\" href=\"\(AgendaPaths.draft(event.id))\">\(Icon.svg("edit")) \(L("Edit the draft"))</a>" : .empty)\
        \(blocks.isEmpty ? .empty : "<a class=\"button\" href=\"\(CalendarPaths.eventFile(event.id))\" download>\(Icon.svg("calendar")) \(L("Add to my calendar"))</a>")
        """
    }

    private var empty: HTML {
        """
        <div class="empty"><h2>\(L("No agenda yet"))</h2><p class="muted">\(frame.allows(.facilitate)
            ? L("Write a draft, or bring it in from a workbook. Others see it once you release it.")
            : L("It stands here as soon as the organisers release it."))</p></div>
        """
    }

    private func shown(_ release: AgendaReleaseRecord) -> HTML {
        """
        \(release.note.isEmpty ? .empty : "<p class=\"lines-kept\" dir=\"auto\">\(release.note)</p>")\
        \(changes.map(difference) ?? .empty)\(blocks.isEmpty ? gone : "\(zoned(release))\(AgendaDays(blocks, zone).days.html(day))")
        """
    }

    /// Above the first time.
    private func zoned(_ release: AgendaReleaseRecord) -> HTML {
        let clock = MomentWords(zone).name(at: release.content.span?.start ?? frame.visit.now)
        return "<p class=\"small muted\">\(L("Times are \(clock)."))</p>"
    }

    /// Last: whoever comes for a session does not read it first.
    private func standing(_ release: AgendaReleaseRecord) -> HTML {
        """
        <p class="meta muted"><span>\(L("Release \(release.number)"))</span> \(MomentWords(zone).html(release.releasedAt))</p>
        """
    }

    private func difference(_ count: Int) -> HTML {
        guard count > 0 else { return .empty }
        return """
            <div class="notice"><p>\(L(count, one: "\(count) session is different in the draft.", other: "\(count) sessions are different in the draft.")) \
            <a href="\(AgendaPaths.draft(event.id))">\(L("Look at the draft"))</a></p></div>
            """
    }

    private func share(_ address: String) -> HTML {
        """
        <section id="public"><h2>\(L("For everybody"))</h2><p class="muted">\(L("The event is public. At this address everybody sees the agenda, without the names of people."))</p>\
        <p><a href="\(address)" dir="ltr">\(address)</a> <button type="button" class="plain" data-copy="\(address)">\(Icon.svg("copy")) \(L("Copy the address"))</button></p></section>
        """
    }

    private var gone: HTML {
        "<div class=\"empty\"><h2>\(L("Nothing takes place"))</h2><p class=\"muted\">\(L("What was planned was taken back."))</p></div>"
    }

    private func day(_ date: String, _ blocks: [AgendaContent.Block]) -> HTML {
        """
        <section id="day-\(date)"><h2>\(AgendaDays.name(date))</h2><ol class="lines calendar">\(blocks.html(line))</ol></section>
        """
    }

    private func line(_ block: AgendaContent.Block) -> HTML {
        let text = AgendaBlockText(block: block, zone: zone, names: names)
        let isMine = block.people.contains { $0.participant.map(seats.contains) ?? false } || chosen.contains(block.id)
        return """
            <li id="block-\(block.id)"\(isMine ? " class=\"mine\"" as HTML : .empty)><p class="when">\(text.time)</p>\
            <div><p class="title" dir="auto">\(block.title)</p>\
            <p class="meta"><span class="chip">\(block.kind.label)</span> \(text.place)\(text.marking)\
            \(block.link.isEmpty ? .empty : "<a href=\"\(block.link)\" rel=\"noreferrer\">\(L("Join online"))</a> ")\
            \(isMine ? "<span class=\"state open\">\(L("my part"))</span>" : .empty)</p>\
            \(text.people)\(text.summary)\(minutes(block))\(choice(block))</div></li>
            """
    }

    private func minutes(_ block: AgendaContent.Block) -> HTML {
        guard minuted.contains(block.id), let id = AgendaBlock.ID(block.id) else { return .empty }
        return
            "<p class=\"small\"><a href=\"\(AgendaPaths.block(event.id, id))\">\(L("Minutes", context: "of a session"))<span class=\"sr\">: \(block.title)</span></a></p>"
    }

    private func choice(_ block: AgendaContent.Block) -> HTML {
        guard let seats = block.seats, let id = AgendaBlock.ID(block.id) else { return .empty }
        let (taken, isMine) = (choices[block.id] ?? 0, chosen.contains(block.id))
        let count = "<span class=\"small muted\">\(L("\(taken) of \(seats) places taken"))</span>" as HTML
        guard frame.allows(.contribute), isMine || taken < seats else { return "<p>\(count)</p>" }
        return """
            <form class="actions" id="choice-\(block.id)" method="post" action="\(AgendaPaths.choice(event.id, id))">\
            <input type="hidden" name="chosen" value="\(isMine ? "0" : "1")">\
            <button\(isMine ? " class=\"plain\"" as HTML : .empty)>\(isMine ? L("Do not come to this one") : L("Come to this one"))\
            <span class="sr">: \(block.title)</span></button> \(count)</form>
            """
    }
}

/// Released, draft, and for a workshop its steps: for who runs the event.
struct AgendaTabs {
    enum Present { case released, draft }

    let frame: EventFrame
    let present: Present

    var html: HTML {
        guard frame.allows(.facilitate) else { return .empty }
        let id = frame.event.id
        let steps: HTML =
            frame.event.workshop == nil
            ? .empty : "<li><a href=\"\(DesignPaths.steps(id))\">\(L("Steps of the workshop"))</a></li>"
        return """
            <nav class="sub-tabs" aria-label="\(EventTab.agenda.label.string())"><ul class="tabs">\
            <li><a href="\(AgendaPaths.agenda(id))"\("aria-current", value: present == .released ? "page" : nil)>\(L("As released"))</a></li>\
            <li><a href="\(AgendaPaths.draft(id))"\("aria-current", value: present == .draft ? "page" : nil)>\(L("Draft"))</a></li>\(steps)</ul></nav>
            """
    }
}

extension EventTab {
    /// What happens when and where; of a workshop its steps too.
    static let agenda = EventTab(
        id: agendaID, order: 20, label: L("Agenda"), path: { AgendaPaths.agenda($0.event.id) }, permission: .attend)
}
