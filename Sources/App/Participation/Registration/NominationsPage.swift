import Domain
import Markup
import Storage
import Web

/// Those whom a country, a city or an organisation names, in its order, as an organiser sees and enters them.
struct NominationsPage {
    private let frame: EventFrame
    private let behalf: Behalf
    private let name: String
    private let nominations: [NominationRecord]
    private let registrations: [Nomination.ID: RegistrationRecord]
    private let names: DirectoryNames
    private let state: FormState
    private let usualMode: AttendanceMode
    /// Under which mandates they were made, in words.
    private let acting: [Mandate.ID: Message]
    /// So many are shown, unless all are asked for.
    private static let most = 100

    /// - Throws: ``Refusal/notFound`` for who stands in no directory.
    init(_ frame: EventFrame, _ behalf: Behalf, _ reading: any Reading, _ state: FormState) throws {
        let known = try PersonStore(reading).countryCodes()
        guard try behalf.fault(countries: known, reading) == nil else { throw Refusal.notFound }
        self.frame = frame
        self.behalf = behalf
        self.state = state
        names = try DirectoryNames(reading)
        name = try BehalfNames(names, of: [behalf], reading).text(behalf)
        usualMode = try RegistrationStore(reading).requireRule(of: frame.event.id).usualMode
        nominations = try NominationStore(reading).open(in: frame.event.id, behalf: behalf)
        registrations = try RegistrationStore(reading).registrations(namedBy: behalf, in: frame.event.id)
        acting = try MandateWords.acting(nominations.compactMap(\.mandate), reading)
    }

    private var event: Event.ID { frame.event.id }
    private var path: String { RegistrationPaths.nominations(event, behalf) }

    var answer: Answer {
        frame.registration(
            "invitations", L("Nominations: \(name)"), path: path,
            under: [.init(L("Invitations"), RegistrationPaths.invitations(event))],
            "\(nominations.isEmpty ? empty : list)\(form)", status: state.errors.isEmpty ? .ok : .wrong)
    }

    private var empty: HTML {
        """
        <div class="empty"><h2>\(L("Nobody is nominated yet"))</h2>\
        <p class="muted">\(L("Who speaks for them nominates on a page of their own. What comes by mail or on paper, enter here."))</p></div>
        """
    }

    private var list: HTML {
        let isWhole = frame.visit.inbound.query.isOn("all")
        let shown = nominations.prefix(isWhole ? nominations.count : Self.most)
        let rest = ShortListSection(shown: shown.count, count: nominations.count, all: "\(path)?all=1")
        return """
            <ol class="lines" id="nominations">\(shown.html { nomination in
                """
                <li id="n-\(nomination.id)"><div class="between"><p class="title"><span class="num">\(nomination.rank).</span> \(title(nomination))</p>\(moves(nomination))</div>\
                <p class="meta">\(names.sector(nomination.sector)?.html) <span dir="auto">\(nomination.organisation)</span> \(stateOf(nomination)) \
                \(nomination.mandate.flatMap { acting[$0] }.map { words -> HTML in "<span>\(words)</span>" })</p></li>
                """
            })</ol>\(rest.html)
            """
    }

    private func title(_ nomination: NominationRecord) -> HTML {
        guard let record = registrations[nomination.id] else { return "<bdi>\(nomination.fields.fullName)</bdi>" }
        return
            "<a href=\"\(RegistrationPaths.person(event, record.id))\" dir=\"auto\">\(nomination.fields.fullName)</a>"
    }

    private func stateOf(_ nomination: NominationRecord) -> HTML {
        guard let record = registrations[nomination.id] else {
            return "<span class=\"state open\">\(L("Draft"))</span>"
        }
        return "<span class=\"state \(record.stateMark)\">\(record.stateLabel)</span>"
    }

    private func moves(_ nomination: NominationRecord) -> HTML {
        guard nominations.count > 1 else { return .empty }
        return """
            <form class="actions" method="post" action="\(RegistrationPaths.ranking(event, nomination.id))">\
            <button class="plain square" name="by" value="-1"\("disabled", when: nomination.id == nominations.first?.id)>\(Icon.svg("up"))<span class="sr">\(L("Higher")): \(nomination.fields.fullName)</span></button>\
            <button class="plain square" name="by" value="1"\("disabled", when: nomination.id == nominations.last?.id)>\(Icon.svg("down"))<span class="sr">\(L("Lower")): \(nomination.fields.fullName)</span></button></form>
            """
    }

    private var form: HTML {
        let start = FormState(
            stored: [("mode", usualMode.rawValue), ("funding", RegistrationFunding.funded.rawValue)])
        let shown = state.values.fields.isEmpty ? start : state
        return """
            <h2>\(L("Enter a nomination"))</h2><form class="form" id="nomination" method="post" action="\(path)">\
            \(NominationForm.fields(shown, names, country: behalf.kind != .country))\
            <div class="actions"><button class="primary">\(L("Enter the nomination"))</button></div></form>
            """
    }
}
