import Domain
import Markup
import Storage
import Web

/// Where organisers write what came of an event, and release the note.
struct NotePage {
    let frame: EventFrame
    let outcome: EventOutcome
    let release: (namesPeople: Bool, at: Int64)?
    let state: FormState

    init(_ frame: EventFrame, _ state: FormState?, _ reading: any Reading) throws {
        self.frame = frame
        let store = OutcomeStore(reading)
        outcome = try store.outcome(of: frame.event.id)
        release = try store.release(of: frame.event.id)
        self.state =
            try state ?? FormState(stored: store.texts(of: frame.event.id).map { ("outcome-\($0.key)", $0.value) })
    }

    private var event: Event.ID { frame.event.id }
    private var isClear: Bool { frame.event.marking == "CLEAR" }

    var answer: Answer {
        let title = L("Public note")
        let layout = frame.layout(title, path: OutcomePaths.note(event), tab: Around.tab)
        return layout.answer(
            """
            \(Around.tabs(frame, "note"))<div class="head"><h1>\(title)</h1>\
            <p class="muted">\(L("Date, place, who took part in numbers, topics and objectives are told from what is stored; you write what came of it, in each language. People are named only if they agreed to it."))</p></div>\
            \(standing)<div class="split"><section><form class="form" id="note" method="post" action="\(OutcomePaths.note(event))">\
            \(state.summary(Language.allCases.map { (field: "outcome-\($0.rawValue)", label: label($0)) }))\
            \(Language.allCases.html(words))\
            <div class="actions"><button\(release == nil && !mayRelease ? " class=\"primary\"" as HTML : .empty)>\(L("Save the words"))</button></div></form></section>\
            <section id="preview"><h2>\(L("What is told from facts"))</h2>\(NoteSection(outcome: outcome, names: []).html)</section></div>
            """, state.errors.isEmpty ? .ok : .wrong)
    }

    /// There are words, and no note yet.
    private var mayRelease: Bool { release == nil && isClear && !written.isEmpty }

    /// Languages in which something is written.
    private var written: Set<Language> {
        Set(Language.allCases.filter { !state.values.text("outcome-\($0.rawValue)").isEmpty })
    }

    /// English, the reader's and what is written stand open.
    private func words(_ language: Language) -> HTML {
        let name = "outcome-\(language.rawValue)"
        let field = state.area(name, label(language), maxLength: 2 * OutcomeOperations.limit)
        let isOpen =
            language == .english || language == Language.current || written.contains(language)
            || state.errors[name] != nil
        return isOpen ? field : "<details><summary><bdi>\(language.ownName)</bdi></summary>\(field)</details>"
    }

    private func label(_ language: Language) -> Message { L("What came of it (\(language.ownName))") }

    private var standing: HTML {
        guard isClear else {
            return """
                <div class="notice warn"><p><b>\(L("This event is \(TLP.words(frame.event.marking))."))</b> \
                \(L("Only an event that is TLP:CLEAR has a note for the public.")) <a href="\(Paths.eventSettings(event))">\(L("Settings"))</a></p></div>
                """
        }
        let address = frame.visit.settings.baseURL + OutcomePaths.publicNote(event)
        guard let release else {
            return """
                <form class="form" method="post" action="\(OutcomePaths.noteRelease(event))">\
                \(outcome.named.isEmpty ? .empty : "<label class=\"check\"><input type=\"checkbox\" name=\"names\" value=\"1\"> <span>\(L(outcome.named.count, one: "name \(outcome.named.count) person who agreed to be named", other: "name \(outcome.named.count) people who agreed to be named"))</span></label>")\
                <div class="actions"><button\(mayRelease ? " class=\"primary\"" as HTML : .empty)>\(L("Release the note"))</button></div></form>
                """
        }
        return """
            <div class="notice good"><p><b>\(L("Released."))</b> \(MomentWords(frame.event.timeZone).html(release.at)) <a href="\(OutcomePaths.publicNote(event))">\(address)</a></p>\
            <div class="actions"><button class="plain" data-copy="\(address)">\(Icon.svg("copy")) \(L("Copy the address"))</button>\
            <form method="post" action="\(OutcomePaths.noteWithdrawal(event))"><button class="plain">\(L("Withdraw it"))</button></form></div></div>
            """
    }
}

/// What a note tells from facts.
struct NoteSection {
    let outcome: EventOutcome
    /// Those who agreed to be named, where the note names people.
    let names: [String]

    /// With how many are in groups that are not told.
    private var sectors: [Message] {
        let told: [Message] = outcome.sectors.rows.map { L("\($0.name): \($0.count)") }
        return told + (outcome.sectors.others > 0 ? [L("others: \(outcome.sectors.others)")] : [])
    }

    var html: HTML {
        let event = outcome.event
        return """
            <dl class="facts"><dt>\(L("When"))</dt><dd>\(DateText.span(event.startsOn, event.endsOn))</dd>\
            \(event.place.isEmpty ? .empty : "<dt>\(L("Place"))</dt><dd><bdi>\(event.place)</bdi></dd>")\
            <dt>\(L("Programme"))</dt><dd dir="auto">\(outcome.programme)</dd>\
            \(outcome.came == 0 ? .empty : "<dt>\(L("Took part"))</dt><dd>\(L(outcome.came, one: "\(outcome.came) person", other: "\(outcome.came) people"))</dd>")\
            \(outcome.countryNames.isEmpty ? .empty : "<dt>\(L("From"))</dt><dd>\(Message.list(outcome.countryNames.map { Message.verbatim($0) }, .and))</dd>")\
            \(outcome.sectors.rows.isEmpty ? .empty : "<dt>\(L("Sectors"))</dt><dd>\(Message.list(sectors, .commas))</dd>")</dl>\
            \(list(L("Objectives"), outcome.objectives.map { ($0.text, $0.language) }))\(list(L("Topics"), outcome.topics.map { ($0, "") }))\
            \(names.isEmpty ? .empty : list(L("Among those who took part"), names.map { ($0, "") }))
            """
    }

    private func list(_ title: Message, _ lines: [(String, String)]) -> HTML {
        lines.isEmpty
            ? .empty
            : "<h3>\(title)</h3><ul>\(lines.html { "<li\("lang", value: $0.1.isEmpty ? nil : $0.1) dir=\"auto\">\($0.0)</li>" })</ul>"
    }
}

/// What anybody may read of an event.
struct PublicNotePage {
    let note: OutcomeOperations.Note
    let visit: Visit

    var answer: Answer {
        let event = note.outcome.event
        var layout = Layout(.narrow, .verbatim(event.title), path: OutcomePaths.publicNote(event.id))
        layout.marking = "CLEAR"
        return layout.answer(
            """
            <article class="note"><div class="head"><h1 dir="auto">\(event.title)</h1></div>\
            <p class="lines-kept" lang="\(note.text.language)" dir="auto">\(note.text.text)</p>\
            \(NoteSection(outcome: note.outcome, names: note.namesPeople ? note.outcome.named : []).html)</article>
            """, .ok)
    }
}
