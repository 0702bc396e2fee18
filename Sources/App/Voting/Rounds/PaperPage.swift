import Domain
import Markup
import Storage
import Web

/// Enters sheets of paper, and lists those that wait for a second person.
struct PaperPage {
    private let frame: EventFrame
    let event: EventRecord
    let round: RoundRecord
    let items: [RoundItem]
    let voices: [ParticipantRecord]
    let answers: [Participant.ID: Participation]
    let papers: [PaperRecord]
    /// By which names the visitor is known.
    let own: Set<String>
    let names: DirectoryNames

    init(_ event: Event.ID, _ round: Round.ID, _ visit: Visit, _ reading: any Reading) throws {
        try visit.require(.enterPaper, in: event, reading)
        frame = try EventFrame(visit, event, reading)
        self.event = frame.event
        self.round = try RoundStore(reading).round(round, in: event)
        guard self.round.state == .open else { throw Refusal.roundNotOpen }
        items = try RoundStore(reading).items(of: round)
        voices = try RoundStore(reading).voices(of: event)
        let store = BallotStore(reading)
        answers = Dictionary(uniqueKeysWithValues: try store.participations(in: round).map { ($0.participant, $0) })
        papers = try store.papers(in: round)
        own = try store.names(of: visit.visitor)
        names = try DirectoryNames(reading)
    }

    func answer(
        _ visit: Visit, participant: Participant.ID?, _ choices: BallotChoices, order: [Int]?, errors: [String: Message]
    ) -> Answer {
        var form = BallotForm(round: round, items: items, choices: choices)
        form.order = order
        form.errors = errors.filter { $0.key != "participant" }
        let title = L("Paper ballots")
        let budget: HTML =
            round.settings.method == .multivote
            ? " data-dots data-budget=\"\(round.settings.dots(issues: items.count))\"" : .empty
        let content: HTML = """
            <div class="head"><h1>\(title)</h1><p class="muted">\(round.label) · <bdi>\(round.question)</bdi></p></div>\
            <p>\(L("Enter what is on the paper ballot. Somebody else compares it with the paper and confirms; only then it counts."))</p>\
            \(waitingList)\
            <section><h2>\(L("Enter a paper ballot"))</h2><form class="ballot" id="paper" method="post" action="\(RoundPaths.paper(event.id, round.id))"\(budget)>\
            \(person(participant, errors["participant"]))\
            <p class="muted">\(round.rules(issues: items.count).map { $0.html() }.joined(separator: " · "))</p>\(form.summary)\(form.fields)\
            <div class="actions"><button class="primary">\(L("Enter this ballot"))</button>\(counter)\
            <a class="button plain" href="\(back(visit))">\(L("Back to the event"))</a></div></form></section>
            """
        return .html(layout(title, visit).document(content), status: errors.isEmpty ? .ok : .unprocessableContent)
    }

    private var counter: HTML {
        round.settings.method == .multivote
            ? "<span class=\"purse\" data-purse aria-hidden=\"true\"></span><span data-left></span>" : .empty
    }

    private func layout(_ title: Message, _ visit: Visit) -> Layout {
        frame.layout(title, path: RoundPaths.paper(event.id, round.id), tab: EventTab.room.id)
    }

    private func back(_ visit: Visit) -> String {
        visit.visitor.account == nil ? RoundPaths.seat(event.code) : RoundPaths.console(event.id)
    }

    private func name(_ id: Participant.ID) -> String { voices.first { $0.id == id }?.name ?? "?" }

    private var waitingList: HTML {
        let waiting = papers.filter { $0.state == .waiting }
        let counted = papers.filter { $0.state == .counted }.count
        let line = L(
            counted, one: "\(counted) paper ballot is counted.", other: "\(counted) paper ballots are counted.")
        let total: HTML = counted == 0 ? .empty : "<p class=\"muted\">\(line)</p>"
        guard !waiting.isEmpty else { return total }
        return """
            <section><h2>\(L("Waiting for a second person"))</h2><ul class="lines">\(waiting.html { paper in
                let isOwn = own.contains(paper.enteredBy)
                let action: HTML =
                    isOwn
                    ? "<span class=\"muted\">\(L("You entered it; somebody else confirms."))</span>"
                    : "<a class=\"button\" href=\"\(RoundPaths.sheet(event.id, round.id, paper.id))\">\(L("Compare and confirm"))</a>"
                return "<li class=\"between\"><bdi>\(name(paper.participant))</bdi>\(action)</li>"
            })</ul>\(total)</section>
            """
    }

    private func person(_ chosen: Participant.ID?, _ error: Message?) -> HTML {
        let options = voices.sorted { $0.name < $1.name }.html { voice in
            let label: Message
            if papers.contains(where: { $0.participant == voice.id && $0.state == .waiting }) {
                label = L("\(voice.name) · \(voice.country ?? "–") · on paper, waiting")
            } else if let answer = answers[voice.id] {
                label =
                    answer.isPaper
                    ? L("\(voice.name) · \(voice.country ?? "–") · on paper, counted")
                    : L("\(voice.name) · \(voice.country ?? "–") · has voted")
            } else {
                label = L("\(voice.name) · \(voice.country ?? "–")")
            }
            return "<option value=\"\(voice.id)\"\("selected", when: voice.id == chosen)>\(label)</option>"
        }
        let mark: HTML = error == nil ? .empty : " aria-invalid=\"true\" aria-describedby=\"participant-error\""
        return """
            <div class="field"><label for="participant">\(L("Whose ballot is it?"))</label>\
            <select id="participant" name="participant"\(mark)><option value="">\(L("Choose a person"))</option>\(options)</select>\
            \(error.map { "<p class=\"error\" id=\"participant-error\">\($0)</p>" })</div>
            """
    }

    // MARK: One sheet before the second person

    func sheet(_ visit: Visit, _ record: PaperRecord, _ choices: BallotChoices, error: Message?) -> Answer {
        let title = L("Compare with the paper")
        let isOwn = own.contains(record.enteredBy)
        let conflict: HTML =
            answers[record.participant] == nil
            ? .empty
            : """
            <fieldset class="options"><legend>\(L("\(name(record.participant)) has voted on a screen as well. Which of the two counts?"))</legend>\
            <label><input type="radio" name="preference" value="screen"> <span>\(L("The vote on the screen; the paper ballot is discarded"))</span></label>\
            <label><input type="radio" name="preference" value="paper"> <span>\(L("The paper ballot; it replaces the vote on the screen"))</span></label>\
            \(error.map { "<p class=\"error\">\($0)</p>" })</fieldset>
            """
        let decision: HTML =
            isOwn
            ? "<div class=\"notice warn\"><p>\(L("You entered this paper ballot. Somebody else compares and confirms it."))</p></div>"
            : """
            <form class="form" id="confirm" method="post" action="\(RoundPaths.confirmation(event.id, round.id, record.id))">\
            \(conflict)<div class="actions"><button class="primary">\(L("It matches: count it"))</button></div></form>
            """
        let content: HTML = """
            <div class="head"><h1>\(title)</h1><p class="muted"><bdi>\(name(record.participant))</bdi> · <bdi>\(round.question)</bdi></p></div>\
            \(table(choices))\(decision)\
            <form id="reject" method="post" action="\(RoundPaths.rejection(event.id, round.id, record.id))">\
            <div class="actions"><button class="danger">\(L("It does not match: discard the entry"))</button>\
            <a class="button plain" href="\(RoundPaths.paper(event.id, round.id))">\(L("Back to the list"))</a></div></form>
            """
        return .html(layout(title, visit).document(content), status: error == nil ? .ok : .unprocessableContent)
    }

    private func table(_ choices: BallotChoices) -> HTML {
        let criteria: [RatingCriterion] = round.settings.method == .rating ? round.settings.criteria : [.importance]
        let heads = criteria.html { criterion in
            "<th scope=\"col\" class=\"num\">\(round.settings.method == .rating ? criterion.label : round.settings.method.label)</th>"
        }
        let rows = items.html { item in
            """
            <tr><th scope="row" lang="\(item.language)" dir="auto">\(item.title)</th>\(criteria.html { criterion in
                "<td class=\"num\">\(value(choices[criterion][item.issue]))</td>"
            })</tr>
            """
        }
        return """
            <table><caption>\(L("What was entered"))</caption><thead><tr><th scope="col">\(L("Issue"))</th>\(heads)</tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    private func value(_ value: Int?) -> HTML {
        guard let value else { return "–" }
        if round.settings.method == .rating && value == 0 { return L("Cannot judge").html() }
        return round.settings.method == .approval ? L("approved").html() : HTML(escaping: String(value))
    }
}
