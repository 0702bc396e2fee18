import Domain
import Storage
import Web

/// How the room reads one statement: what may be shown of its ratings, and nothing more.
///
/// The rule is that of a rating round (`Consensus`, docs of methods: in every sector). Of fewer than five ratings of the present
/// wording nothing is shown, and no sector with fewer than five by itself (`Suppression`). While people still rate, the sectors
/// are told in words only: figures that change with each rating would tell what the last person said.
struct StatementReading: Sendable {
    /// How many have rated the present wording, "cannot judge" included.
    let answered: Int
    /// How many of them could judge it.
    let judged: Int
    /// How many have rated an earlier wording only.
    let ofEarlierWording: Int
    /// Nil if fewer than five could judge the present wording.
    let state: ConsensusState?
    /// The sectors that may be shown, in the order of the directory.
    let sectors: [SectorReading]
    /// Only for statements that have been decided.
    let figures: RatingSummary?
    /// Those who have rated the present wording.
    let people: Set<Participant.ID>

    struct SectorReading: Sendable, Hashable {
        let sector: String
        let state: ConsensusState
    }

    init(_ statement: OutlineStatementRecord, _ ratings: [StatementRating], sectorOrder: [String]) {
        let present = ratings.filter(\.isOfPresentWording)
        people = Set(present.map(\.participant))
        answered = present.count
        ofEarlierWording = ratings.count - present.count
        let box = BallotBox(
            items: [statement.id.description],
            ballots: present.compactMap { rating in
                rating.rating.map {
                    CountedBallot(sector: rating.sector, country: rating.country, marks: [Mark(item: 0, value: $0)])
                }
            })
        judged = box.ballotCount
        guard Suppression.mayShow(ballots: judged) else {
            (state, sectors, figures) = (nil, [], nil)
            return
        }
        state = Consensus.evaluate(box).first?.state
        let shown = Set(Suppression.decide(box, reading: .sectors).shown)
        sectors = sectorOrder.filter(shown.contains).compactMap { sector in
            let part = BallotBox(items: box.items, ballots: box.ballots.filter { $0.sector == sector })
            return Consensus.evaluate(part).first.map { SectorReading(sector: sector, state: $0.state) }
        }
        figures = statement.state == .proposed ? nil : RatingSummary.summaries(box).first
    }

    /// Sectors that read it differently: an invitation to talk.
    var isDissent: Bool { Set(sectors.map(\.state)).count > 1 }

    var cannotJudge: Int? { state == nil ? nil : answered - judged }
}

/// The outline of an event at one moment: what all its pages are made of.
struct Outline: Sendable {
    let statements: [OutlineStatementRecord]
    let readings: [OutlineStatement.ID: StatementReading]
    let ratings: [OutlineStatement.ID: [StatementRating]]

    init(_ event: Event.ID, sectorOrder: [String], _ reading: any Reading) throws {
        let store = OutlineStore(reading)
        statements = try store.statements(of: event)
        let ratings = try store.ratings(of: event)
        self.ratings = ratings
        readings = Dictionary(
            uniqueKeysWithValues: statements.map {
                ($0.id, StatementReading($0, ratings[$0.id] ?? [], sectorOrder: sectorOrder))
            })
    }

    init(_ room: Room, _ reading: any Reading) throws {
        try self.init(room.event.id, sectorOrder: room.names.sectors.map(\.code), reading)
    }

    /// Those of a part that still stand, agreed ones first where `agreedFirst`.
    func standing(_ part: OutlinePart) -> [OutlineStatementRecord] {
        statements.filter { $0.part == part && $0.state != .dropped }
    }

    func dropped(_ part: OutlinePart) -> [OutlineStatementRecord] {
        statements.filter { $0.part == part && $0.state == .dropped }
    }

    /// What people are asked to rate.
    var open: [OutlineStatementRecord] { statements.filter { $0.state == .proposed } }

    /// A person's ratings, of present and earlier wordings.
    func ratings(by participant: Participant.ID) -> [OutlineStatement.ID: StatementRating] {
        ratings.compactMapValues { list in list.first { $0.participant == participant } }
    }

    /// Who has rated every open statement as it stands; and who has rated at least one.
    func heard(all: Bool) -> Set<Participant.ID> {
        let sets = open.compactMap { readings[$0.id]?.people }
        guard var result = sets.first else { return [] }
        for set in sets.dropFirst() { if all { result.formIntersection(set) } else { result.formUnion(set) } }
        return result
    }

    /// The first part in which something stands.
    var firstPart: OutlinePart { OutlinePart.allCases.first { !standing($0).isEmpty } ?? .scope }

    /// Changes when what people are asked has changed: another statement, another wording, a decision.
    var state: String {
        statements.map { "\($0.id)\($0.state.rawValue.prefix(1))\($0.revision).\($0.position)" }.joined(separator: " ")
            .utf8.reduce(into: UInt64(14_695_981_039_346_656_037)) { $0 = ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
            .description
    }
}
