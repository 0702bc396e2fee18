import Domain
import Markup
import Storage
import Web

/// Who decides for each country, who signs for each sector, and who came in by the code alone.
struct SpeakersPage {
    private let frame: EventFrame
    private let names: DirectoryNames
    private let people: [ParticipantRecord]
    private let heads: [HeadRecord]
    private let signers: [SignerRecord]

    init(_ frame: EventFrame, _ reading: any Reading) throws {
        self.frame = frame
        names = try DirectoryNames(reading)
        people = try EventStore(reading).participants(of: frame.event.id).filter(\.isInvitedVoice)
        heads = try SpeakerStore(reading).heads(of: frame.event.id)
        signers = try SpeakerStore(reading).signers(of: frame.event.id)
    }

    private var event: Event.ID { frame.event.id }

    var answer: Answer {
        frame.peopleDetail(
            L("Who speaks for whom"), path: Paths.speakers(event),
            """
            <div class="head"><h1>\(L("Who speaks for whom"))</h1><p class="muted">\(L("The head of a delegation decides for its country; the other members propose. Those who are named for a sector sign the guide for it. Where the room elects them, open a round and name who won."))</p></div>\
            \(unknown)\(delegations)\(sectors)
            """)
    }

    // MARK: Who is not known

    private var unknown: HTML {
        let found = people.filter { $0.unverifiedAt != nil }
        guard !found.isEmpty else { return .empty }
        return """
            <section id="unverified" class="notice warn"><h2>\(L(found.count, one: "\(found.count) person came in with the code only", other: "\(found.count) people came in with the code only"))</h2>\
            <p>\(L("They contribute and vote like everybody else. They cannot sign for a sector, see or write what belongs to their country alone, or decide for it, until somebody who runs the room, or the head of the delegation, confirms that they know them."))</p>\
            <ul class="lines">\(found.html { person in
                """
                <li class="between"><span><bdi>\(person.name)</bdi> \(names.origin(sector: person.sector, country: person.country))</span>\
                \(Self.verification(event, person, from: "list"))</li>
                """
            })</ul></section>
            """
    }

    /// - Parameter place: where the form stands, to lead back there.
    static func verification(_ event: Event.ID, _ person: ParticipantRecord, from place: String) -> HTML {
        """
        <form id="verify-\(person.id)" method="post" action="\(Paths.verification(event, person.id))">\
        <input type="hidden" name="back" value="\(place)"><button>\(Icon.svg("check")) \(L("I know this person"))\
        <span class="sr">: \(person.name)</span></button></form>
        """
    }

    // MARK: Delegations

    private var delegations: HTML {
        let countries = Set(people.compactMap(\.country)).sorted {
            (names.country($0) ?? $0) < (names.country($1) ?? $1)
        }
        guard !countries.isEmpty else { return .empty }
        return """
            <section id="heads"><h2>\(L("Heads of delegations"))</h2><ul class="lines">\(countries.html(delegation))</ul></section>
            """
    }

    private func delegation(_ country: String) -> HTML {
        let head = heads.first { $0.country == country }
        let others = people.filter { $0.country == country && $0.unverifiedAt == nil && $0.id != head?.participant }
        let name = names.country(country) ?? country
        let state: HTML =
            if let head {
                """
                <bdi>\(head.name)</bdi>\(head.maySpeak ? .empty : " <span class=\"state warn\">\(L("cannot decide now"))</span>")
                """
            } else {
                "<span class=\"state warn\">\(L("\(name) has no head yet"))</span>"
            }
        return """
            <li id="delegation-\(country)"><div class="between"><p><b>\(names.place(country))</b> \(state)</p>\
            \(head.map { end("headship-end-\(country)", Paths.headshipEnd(event, $0.participant), $0.name) })</div>\
            \(picker("head-of-\(country)", others, head == nil ? L("Name the head") : L("Name another head")) { Paths.headship(event, $0) })</li>
            """
    }

    // MARK: Sectors

    private var sectors: HTML {
        let codes = names.sectors.map(\.code).filter { code in people.contains { $0.sector == code } }
        guard !codes.isEmpty else { return .empty }
        return """
            <section id="signers"><h2>\(L("Who signs the guide"))</h2><ul class="lines">\(codes.html(sector))</ul></section>
            """
    }

    private func sector(_ code: String) -> HTML {
        let named = signers.filter { $0.sector == code }
        let others = people.filter { person in
            person.sector == code && person.unverifiedAt == nil && !named.contains { $0.participant == person.id }
        }
        let none: HTML = "<p class=\"state warn\">\(L("Nobody signs for this sector yet"))</p>"
        let list: HTML = """
            <ul class="plain-list">\(named.html { signer in
                """
                <li class="between"><span><bdi>\(signer.name)</bdi> \(names.origin(sector: nil, country: signer.country))</span>\
                \(frame.allows(.organise) ? end("signing-end-\(signer.participant)", Paths.signingEnd(event, signer.participant), signer.name) : .empty)</li>
                """
            })</ul>
            """
        return """
            <li id="sector-\(code)"><p>\(names.sector(code)?.html)</p>\(named.isEmpty ? none : list)\
            \(frame.allows(.organise) ? picker("signer-of-\(code)", others, L("Name a signer")) { Paths.signing(event, $0) } : .empty)</li>
            """
    }

    private func end(_ id: String, _ path: String, _ name: String) -> HTML {
        """
        <form id="\(id)" method="post" action="\(path)"><input type="hidden" name="back" value="list">\
        <button class="plain">\(L("End the role"))<span class="sr">: \(name)</span></button></form>
        """
    }

    /// One button a person: no list to open, and no value that could name somebody else.
    private func picker(
        _ id: String, _ people: [ParticipantRecord], _ words: Message, path: (Participant.ID) -> String
    ) -> HTML {
        guard !people.isEmpty else { return .empty }
        return """
            <details id="\(id)"><summary>\(words)</summary><ul class="plain-list">\(people.html { person in
                """
                <li><form class="between" method="post" action="\(path(person.id))"><input type="hidden" name="back" value="list">\
                <span><bdi>\(person.name)</bdi> \(names.origin(sector: person.sector, country: person.country))\
                \(person.isMissing ? " <span class=\"state open\">\(L("not here yet"))</span>" : .empty)</span>\
                <button>\(words)<span class="sr">: \(person.name)</span></button></form></li>
                """
            })</ul></details>
            """
    }
}
