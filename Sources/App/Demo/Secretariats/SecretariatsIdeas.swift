import Domain
import Storage
import Web

/// Twelve ideas for projects, each at another point of its way: from a draft to a project, parked, closed, or joined with another.
struct SecretariatsIdeas: Sendable {
    let stage: DemoStage
    let cast: SecretariatsCast

    enum End: Sendable {
        case draft, shared
        /// A proposal is written; it is put before a funder and accepted.
        case developing, accepted
        case parked, closed
        /// It goes on in the idea of that number.
        case joined(Int)
    }

    private struct Told: Sendable {
        let title: String
        let need: String
        let countries: [String]
        /// Of the scenarios; it comes from nothing that stands here without one.
        var risk: Int?
        var end = End.shared
        var support: [String] = []
        var condition: (country: String, words: String)?
        var notNow: String?
    }

    /// What becomes a project, as places in the list.
    static let training = 0
    static let laboratories = 1

    private static let told = [
        Told(
            title: "Train police, security and civil defence together for the first hour",
            need: "Those who come first learn apart, and meet for the first time at the place.",
            countries: ["KG", "KZ", "MN", "PK", "TJ", "UZ"], risk: 0, support: ["KG", "KZ", "MN", "TJ", "UZ"]),
        Told(
            title: "One network of laboratories across two borders",
            need: "Samples wait at borders, and nobody knows which laboratory has time.",
            countries: ["KZ", "KG", "UZ"],
            risk: 1, end: .accepted, support: ["KZ", "KG", "UZ"]),
        Told(
            title: "First notices in four languages", need: "A neighbour reads a first notice an hour late.",
            countries: ["KZ", "TJ", "UZ"], risk: 0, end: .developing, support: ["KZ", "TJ", "UZ", "MN"]),
        Told(
            title: "Experts who travel within a day", need: "A country that asks for help waits for a week.",
            countries: ["AM", "GE", "MD"], support: ["AM", "GE", "MD"]),
        Told(
            title: "A shared board for mass gatherings",
            need: "Each gathering is planned anew, and what the last one taught is lost.",
            countries: ["KZ", "PK", "UZ"],
            support: ["KZ", "PK", "UZ"]),
        Told(
            title: "Radio for border posts", need: "Two posts a stone's throw apart telephone over two capitals.",
            countries: ["KG", "TJ"], support: ["TJ", "UZ", "KZ"], notNow: "KG"),
        Told(
            title: "A library of exercises that can be played again", need: "Good exercises are played once.",
            countries: ["MA", "SN"], support: ["MA"], condition: ("SN", "If it is in French from the beginning.")),
        Told(
            title: "A doctor on the screen for sick travellers", need: "Border posts have no doctor at night.",
            countries: ["KZ", "MN"], risk: 2, support: ["MN"]),
        Told(
            title: "A regional school for trainers", need: "Trainers leave, and their knowledge with them.",
            countries: ["GE", "RS", "UA"], end: .parked, support: ["GE"]),
        Told(
            title: "A second network of radio", need: "The first one is slow.", countries: ["UZ"], end: .closed),
        Told(
            title: "Laboratories of neighbours as twins",
            need: "Two laboratories measure the same and compare nothing.",
            countries: ["TJ", "UZ"], risk: 1, end: .joined(1), support: ["TJ"]),
        Told(
            title: "A card game for first teams", need: "Theory is forgotten by the next morning.", countries: ["KZ"],
            end: .draft),
    ]

    /// - Returns: the ideas, in their order.
    func discuss(_ risks: [RiskScenario.ID]) async throws -> [ProjectIdea.ID] {
        stage.go(-19)
        var ideas: [ProjectIdea.ID] = []
        for told in Self.told {
            stage.clock.tick(seconds: 900)
            let visit = try await stage.visit(cast.coordinator)
            ideas.append(try await propose(told, risks, visit))
        }
        stage.clock.tick(seconds: 3_600)
        for (idea, told) in zip(ideas, Self.told) { try await follow(told.end, idea, ideas) }
        return ideas
    }

    private func propose(_ told: Told, _ risks: [RiskScenario.ID], _ visit: Visit) async throws -> ProjectIdea.ID {
        var fields = IdeaFields()
        (fields.title, fields.need) = (told.title, told.need)
        (fields.text, fields.difference) = (
            "What the countries named do first, with one partner each.", "It works at night, and without a visitor."
        )
        (fields.cost, fields.months, fields.cbrn) = ("200000 EUR", 24, "CBRN")
        var draft = IdeaDraft(marking: "GREEN")
        draft.countries = Set(told.countries)
        if let place = told.risk, risks.indices.contains(place) {
            draft.sources = ["\(RiskFacts.origin):\(risks[place])"]
        } else {
            draft.isDirect = true
        }
        draft.sponsor = told.countries.first.map { .country($0) }
        let idea = try await IdeaOperations.propose(visit, in: cast.programme, fields, draft).id
        if case .draft = told.end { return idea }
        try await IdeaOperations.move(visit, idea, .share, day: "", words: "")
        var said: [(country: String, stance: IdeaSupport.Stance, words: String)] = told.support.map {
            ($0, .support, "")
        }
        if let condition = told.condition { said.append((condition.country, .supportIf, condition.words)) }
        if let country = told.notNow { said.append((country, .notNow, "Our posts are being rebuilt.")) }
        for one in said {
            try await IdeaOperations.endorse(
                try await stage.visit(try cast.focalPoint(one.country)), idea, one.country, one.stance, one.words)
        }
        return idea
    }

    private func follow(_ end: End, _ idea: ProjectIdea.ID, _ all: [ProjectIdea.ID]) async throws {
        let visit = try await stage.visit(cast.coordinator)
        switch end {
        case .draft, .shared: break
        case .developing: _ = try await write(idea, visit)
        case .accepted: try await accept(idea, visit)
        case .parked:
            try await IdeaOperations.move(visit, idea, .park, day: stage.day(180), words: "After the elections.")
        case .closed:
            try await IdeaOperations.move(
                visit, idea, .close, day: "", words: "The countries use the one that is there.")
        case .joined(let place): try await IdeaOperations.join(visit, idea, into: all[place])
        }
    }

    // MARK: Proposals

    private static let texts: [String] = [
        "Services of three countries know each other, and have no way to work together at night.",
        "What is agreed in meetings is used on an ordinary Sunday.",
        "By the end three countries have tried it twice, once without being told beforehand.",
        "Two meetings, one guide, two exercises, and a person in each country who keeps it.",
    ]

    /// A proposal with its first sections.
    private func write(_ idea: ProjectIdea.ID, _ visit: Visit) async throws -> IdeaProposal.ID {
        let id = try await IdeaProposalOperations.begin(visit, idea)
        let (event, tree) = try await stage.services.database.read { reading in
            let proposal = try IdeaProposalStore(reading).proposal(id)
            let event = try PublicationStore(reading).publication(proposal.publication).event
            return (event, try event.flatMap { try GuideStore(reading).tree(of: $0) })
        }
        guard let event, let tree else { return id }
        // Whoever speaks for the sponsor writes.
        let writer = try await stage.visit(try cast.focalPoint("KZ"))
        let parents = Set(tree.sections.values.compactMap(\.parent))
        for (section, text) in zip(tree.places.map(\.id).filter({ !parents.contains($0) }), Self.texts) {
            try await SectionOperations.setText(writer, event, section, language: "en", text)
        }
        return id
    }

    /// The sheet goes to a funder, who is interested; the proposal is submitted, and accepted.
    private func accept(_ idea: ProjectIdea.ID, _ visit: Visit) async throws {
        let funder = cast.funder
        let email = try await stage.services.database.read { try AccountStore($0).account(funder).email }
        try await IdeaSheetOperations.release(visit, idea, email: email)
        stage.clock.tick(seconds: 3_600)
        try await IdeaSheetOperations.answer(
            try await stage.visit(funder), idea, .interested, "Please send a proposal.")
        let proposal = try await write(idea, visit)
        stage.clock.tick(seconds: 7_200)
        for state in [IdeaProposalState.reviewed, .submitted, .accepted] {
            stage.clock.tick(seconds: 3_600)
            try await IdeaProposalOperations.move(visit, proposal, to: state, words: "")
        }
    }
}
