import Domain
import Markup
import Storage
import Web

/// A sheet as those see it who write it, in regions that change while it is open: the same bytes for everybody, but for the buttons
/// that publish a country's, which are its head's.
struct SheetView {
    let event: EventRecord
    let content: SheetContent
    let cards: [Card.ID: CardRecord]
    let mayWrite: Bool
    /// Who has the sheet open, by name.
    let present: [String]
    /// How many people have voted, and how many may.
    let voters: Int
    let members: Int
    /// A form that comes back with errors: of a new intervention, of one that is changed, of a situation.
    var adding: (draft: InterventionDraft, errors: [String: Message])?
    var editing: (id: Intervention.ID, details: InterventionDetails, errors: [String: Message])?
    var situating: (issue: Issue.ID, text: String, errors: [String: Message])?

    init(
        _ sheet: SheetRecord, mayWrite: Bool, people: Set<String>, seats: Set<Participant.ID>,
        _ reading: any Reading
    ) throws {
        event = try EventStore(reading).event(sheet.event)
        content = try SheetContent(sheet, as: .own, reading)
        cards = try CardStore(reading).cards(of: sheet.event, in: sheet.place)
        self.mayWrite = mayWrite
        present = try CardStore(reading).names(of: people)
        let participants = try EventStore(reading).participants(of: sheet.event)
        countries = Set(participants.compactMap(\.country))
        head = try sheet.country.flatMap { try SpeakerStore(reading).head(of: $0, in: sheet.event) }
            .flatMap { $0.maySpeak ? $0 : nil }
        isHead = head.map { seats.contains($0.participant) } ?? false
        voters = sheet.isVoteOpen ? try InterventionStore(reading).voters(on: sheet.id) : 0
        if let group = sheet.group {
            members = try GroupStore(reading).group(group).members.count { $0.role.contributes }
        } else {
            members = participants.count { $0.country == sheet.country && Policy.maySpeak($0) }
        }
    }

    /// Of those who take part: a list of all would be half of a phone's page.
    private let countries: Set<String>
    /// Who decides for the country; nothing for a group's sheet, and where nobody is named.
    private let head: HeadRecord?
    /// Whether that is who looks.
    let isHead: Bool

    /// Those of a delegation, which is small, listen each for themselves: who is its head may change while a page is open.
    static func audience(of sheet: SheetRecord, _ viewer: SheetViewer) -> String {
        guard sheet.country != nil else { return LiveParts.writing }
        return "seats:" + viewer.seats.map(\.description).sorted().joined(separator: ",")
    }

    static func seats(of audience: String) -> Set<Participant.ID> {
        guard audience.hasPrefix("seats:") else { return [] }
        return Set(audience.dropFirst(6).split(separator: ",").compactMap { Participant.ID(String($0)) })
    }

    var sheet: SheetRecord { content.sheet }

    /// Changes when the page must be fetched anew: other issues, and the end of the stage.
    var state: String {
        guard event.stage == .envision else { return "over" }
        return "envision \(mayWrite) \(content.issues.map(\.id.description).joined(separator: " "))"
    }

    var regions: [LiveRegion] {
        [
            LiveRegion("present", PresenceLine(present).html), LiveRegion("publication", publication),
        ] + content.issues.map { LiveRegion("issue-\($0.id)", issue($0)) } + [
            LiveRegion("withdrawn", withdrawn), LiveRegion("picture", ImpactSection(content: content).html),
            LiveRegion("vote", vote),
        ]
    }

    var html: HTML { regions.map(\.html).joined() }

    // MARK: Whose it is, and who sees it

    private var publication: HTML {
        guard sheet.country != nil else {
            return """
                <section id="publication"><p class="muted">\(L("The whole room may read this sheet; your group writes it."))</p></section>
                """
        }
        return """
            <section id="publication" class="publication"><div class="between"><h2>\(L("Who sees this sheet"))</h2>\
            <span class="state \(sheet.publication == .private ? "open" : "good")">\(sheet.publication.label)</span></div>\
            <p class="muted">\(explanation)</p><p class="meta" dir="auto">\(decides)</p>\(mayWrite && isHead ? choices : .empty)</section>
            """
    }

    private var explanation: Message {
        switch sheet.publication {
        case .private: L("Only your delegation. Nobody else reads it, not even the facilitator.")
        case .anonymous:
            L(
                "The room reads it as the sheet of “a country”, without who leads. Look through the texts: they may still show which."
            )
        case .named: L("The room reads it with your country's name.")
        }
    }

    private var decides: Message {
        guard let head else {
            return L("Your delegation has no head yet: nobody can publish. Ask whoever runs the room to name one.")
        }
        return sheet.publishedBy == "participant:\(head.participant)" && sheet.publication != .private
            ? L("Published by \(head.name), as head of the delegation.")
            : isHead
                ? L("You publish it, as head of the delegation.")
                : L("\(head.name) publishes it, as head of the delegation.")
    }

    private var choices: HTML {
        """
        <div class="actions">\
        \(sheet.publication == .private ? publish(.anonymous, L("Publish without our name")) : .empty)\
        \(sheet.publication != .named ? publish(.named, L("Publish with our name")) : .empty)\
        \(sheet.publication != .private ? publish(.private, L("Withdraw the sheet")) : .empty)</div>
        """
    }

    private func publish(_ publication: SheetPublication, _ label: Message) -> HTML {
        """
        <form id="publish-\(publication.rawValue)" method="post" action="\(Paths.sheetPublication(sheet.event, sheet.id))" data-send>\
        <input type="hidden" name="publication" value="\(publication.rawValue)"><button>\(label)</button></form>
        """
    }

    // MARK: The private vote

    private var vote: HTML {
        """
        <section id="vote"><h2>\(L("Private vote on difficulty and impact"))</h2>\(sheet.isVoteOpen ? openVote : closedVote)</section>
        """
    }

    private var openVote: HTML {
        """
        <p><b>\(L("\(voters) of \(members) have voted."))</b> \(L("Nothing is shown before it closes, and then only the median of at least three votes."))</p>\
        <div class="actions"><a class="button" href="\(Paths.sheetRatings(sheet.event, sheet.id))">\(L("Give my ratings"))</a>\
        \(mayWrite ? form("close-vote", Paths.sheetVoteClosing(sheet.event, sheet.id), L("Close the vote")) : .empty)</div>
        """
    }

    private var closedVote: HTML {
        let voted = content.interventions.count { $0.record.voteCount != nil }
        let result: HTML =
            sheet.voteClosedAt == nil
            ? "<p class=\"muted\">\(L("Each of you rates every intervention on your own phone; nobody sees single ratings. It takes three people."))</p>"
            : """
            <p class="muted">\(L(voted, one: "The last vote gave the figures of \(voted) intervention; the others keep the agreed ones.", other: "The last vote gave the figures of \(voted) interventions; the others keep the agreed ones."))</p>
            """
        let opens = mayWrite && !content.interventions.isEmpty
        return
            "\(result)\(opens ? form("open-vote", Paths.sheetVoteOpening(sheet.event, sheet.id), L("Open the private vote")) : .empty)"
    }

    private func form(_ id: String, _ path: String, _ label: Message, isPlain: Bool = false) -> HTML {
        """
        <form id="\(id)" method="post" action="\(path)" data-send><button\("class", value: isPlain ? "plain" : nil)>\(label)</button></form>
        """
    }

    // MARK: Issues

    private func issue(_ issue: IssueRecord) -> HTML {
        let list = content.interventions(about: issue.id)
        return """
            <section class="sheet-issue" id="issue-\(issue.id)"><h2><a class="plain-link" href="\(Paths.issue(sheet.event, issue.id))" lang="\(issue.language)" dir="auto">\(issue.title)</a></h2>\
            \(situation(issue))\
            \(list.isEmpty ? .empty : "<ol class=\"lines interventions\">\(list.html(intervention))</ol>")\
            \(mayWrite ? addition(issue) : .empty)</section>
            """
    }

    private func situation(_ issue: IssueRecord) -> HTML {
        let label = L("The ideal (or better) situation, in a few sentences")
        if let found = content.situations[issue.id], let card = cards[found.card] {
            return CardField(card: card, label: label, isReadOnly: !mayWrite).html
        }
        guard mayWrite else { return .empty }
        let typed = situating?.issue == issue.id ? situating : nil
        let prefix = "situation-\(issue.id)-"
        let error = typed?.errors.values.first
        return """
            <form class="form" id="situation-\(issue.id)" method="post" action="\(Paths.sheetSituations(sheet.event, sheet.id))" data-send>\
            <input type="hidden" name="issue" value="\(issue.id)">\
            <div class="field"><label for="\(prefix)text">\(label)</label>\
            <textarea id="\(prefix)text" name="text" rows="3" dir="auto" required\("aria-invalid", value: error == nil ? nil : "true")\
            \("aria-describedby", value: error == nil ? nil : "\(prefix)error")>\(typed?.text ?? "")</textarea>\
            \(error.map { "<p class=\"error\" id=\"\(prefix)error\">\($0)</p>" })</div>\
            <p class="unsent" data-send-status role="status" hidden></p><div class="actions"><button>\(L("Put it on the sheet"))</button></div></form>
            """
    }

    private func intervention(_ item: (number: Int, record: InterventionRecord)) -> HTML {
        let record = item.record
        let view = InterventionView(record: record, visibility: .own, names: content.names)
        return """
            <li class="intervention" id="on-\(record.id)"><span class="number" aria-hidden="true">\(item.number)</span><div class="stack-2">\
            \(cards[record.card].map { CardField(card: $0, label: L("Intervention \(item.number): what is done"), rows: 2, isReadOnly: !mayWrite).html })\
            \(view.facts)\(blockers(record))\
            \(cards[record.needsCard].map { CardField(card: $0, label: L("What is needed from others"), rows: 2, isReadOnly: !mayWrite).html })\
            \(mayWrite ? details(record) : .empty)</div></li>
            """
    }

    private func blockers(_ record: InterventionRecord) -> HTML {
        let removed = content.blockers.filter { record.aspects.contains($0.id) }
        guard !removed.isEmpty else { return .empty }
        return """
            <p class="small"><b>\(L("Removes:"))</b> \(removed.map { "<bdi lang=\"\($0.language)\">\($0.text)</bdi>" as HTML }.joined(separator: " · "))</p>
            """
    }

    private func details(_ record: InterventionRecord) -> HTML {
        let typed = editing?.id == record.id ? editing : nil
        var fields = self.fields(
            "edit-\(record.id)-", about: record.issue, typed?.details ?? record.details, typed?.errors ?? [:])
        fields.isVoteOpen = sheet.isVoteOpen
        return """
            <details id="more-\(record.id)"\("open", when: typed != nil)><summary>\(L("Who, when, how hard, what it removes"))</summary>\
            <form class="form wide" id="edit-\(record.id)" method="post" action="\(Paths.intervention(record.event, record.id))" data-send>\
            \(fields.html)<p class="unsent" data-send-status role="status" hidden></p>\
            <div class="actions"><button>\(L("Save"))</button>\
            <button class="plain danger" formnovalidate formaction="\(Paths.interventionWithdrawal(record.event, record.id))">\
            \(Icon.svg("withdraw")) \(L("Withdraw"))</button></div></form></details>
            """
    }

    private func fields(
        _ prefix: String, about issue: Issue.ID, _ details: InterventionDetails, _ errors: [String: Message]
    ) -> InterventionFieldsForm {
        InterventionFieldsForm(
            prefix: prefix, names: content.names, blockers: content.blockers(of: issue),
            asksCountry: sheet.group != nil, countries: countries,
            details: details, errors: errors)
    }

    private func addition(_ issue: IssueRecord) -> HTML {
        let typed = adding?.draft.issue == issue.id ? adding : nil
        let prefix = "add-\(issue.id)-"
        let fields = fields(
            prefix, about: issue.id, typed?.draft.details ?? InterventionDetails(), typed?.errors ?? [:])
        return """
            <details id="new-\(issue.id)"\("open", when: typed != nil)><summary>\(L("Add an intervention"))</summary>\
            <form class="form wide" id="add-\(issue.id)" method="post" action="\(Paths.sheetInterventions(sheet.event, sheet.id))" data-send>\
            <input type="hidden" name="idempotency"><input type="hidden" name="issue" value="\(issue.id)">\
            <div class="field"><label for="\(prefix)text">\(L("What is done"))</label>\
            <textarea id="\(prefix)text" name="text" rows="2" dir="auto" required\(fields.told.marks("text"))>\(typed?.draft.text ?? "")</textarea>\(fields.told.error("text"))</div>\
            \(fields.html)\
            <div class="field"><label for="\(prefix)needs">\(L("What is needed from others (optional)"))</label>\
            <textarea id="\(prefix)needs" name="needs" rows="2" dir="auto"\(fields.told.marks("needs"))>\(typed?.draft.needs ?? "")</textarea>\(fields.told.error("needs"))</div>\
            <p class="unsent" data-send-status role="status" hidden></p>\
            <div class="actions"><button>\(Icon.svg("plus")) \(L("Put it on the sheet"))</button></div></form></details>
            """
    }

    private var withdrawn: HTML {
        guard !content.withdrawn.isEmpty else { return "<section id=\"withdrawn\" hidden></section>" }
        return """
            <section id="withdrawn"><h2>\(L("Withdrawn interventions"))</h2><ul class="lines">\(content.withdrawn.html { record in
                """
                <li class="between"><del lang="\(record.language)" dir="auto">\(record.text)</del>\
                \(mayWrite ? form("restore-\(record.id)", Paths.interventionRestoration(record.event, record.id), L("Restore"), isPlain: true) : .empty)</li>
                """
            })</ul></section>
            """
    }
}
