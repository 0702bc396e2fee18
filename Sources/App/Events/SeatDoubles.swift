import Domain
import Storage
import Web

/// Two seats that may be of one person.
struct SeatDouble: Sendable {
    enum Reason: String, Sendable, Codable, CaseIterable {
        case sameName = "same-name"
        case sameEmail = "same-e-mail"
        case nearName = "near-name"
    }

    /// The one to keep: invited or of an account before who came by the code.
    let first: ParticipantRecord
    let second: ParticipantRecord
    let reason: Reason
}

/// Two seats, whichever is named first.
struct SeatPair: Sendable, Hashable {
    let first: Participant.ID
    let second: Participant.ID

    init(_ one: Participant.ID, _ other: Participant.ID) {
        first = min(one, other)
        second = max(one, other)
    }
}

enum SeatDoubles {
    /// Pairs that are shown at once.
    static let most = 50
    /// People of one country and sector among whom names are compared letter by letter.
    private static let mostCompared = 60

    static func find(in event: Event.ID, _ reading: any Reading) throws -> [SeatDouble] {
        find(
            try EventStore(reading).participants(of: event), addresses: try JoiningStore(reading).addresses(of: event),
            apart: try JoiningStore(reading).keptApart(in: event))
    }

    /// Whom somebody told apart, by name; without those who are no longer listed.
    static func apart(in event: Event.ID, _ reading: any Reading) throws -> [(ParticipantRecord, ParticipantRecord)] {
        let pairs = try JoiningStore(reading).keptApart(in: event)
        guard !pairs.isEmpty else { return [] }
        let people = try EventStore(reading).participants(of: event)
        let known = Dictionary(people.map { ($0.id, $0) }) { first, _ in first }
        return pairs.compactMap { pair in
            guard let one = known[pair.first], let other = known[pair.second] else { return nil }
            return ordered(one, other)
        }.sorted { ($0.0.name, $0.1.name) < ($1.0.name, $1.1.name) }
    }

    /// - Parameter apart: said to be two people's.
    static func find(
        _ people: [ParticipantRecord], addresses: [Participant.ID: String], apart: Set<SeatPair> = []
    ) -> [SeatDouble] {
        var found: [SeatDouble] = []
        var seen = apart
        let keys = people.map { Folded.name($0.name) }
        func add(_ one: Int, _ other: Int, _ reason: SeatDouble.Reason) {
            let (first, second) = ordered(people[one], people[other])
            guard second.account == nil, found.count < most, seen.insert(SeatPair(first.id, second.id)).inserted else {
                return
            }
            found.append(SeatDouble(first: first, second: second, reason: reason))
        }
        func pairs(_ groups: some Collection<[Int]>, _ reason: SeatDouble.Reason) {
            for group in groups where group.count > 1 {
                for place in 1..<group.count {
                    // With the first of them that it was not told apart from.
                    let one = group[..<place].first {
                        !apart.contains(SeatPair(people[$0].id, people[group[place]].id))
                    }
                    if let one { add(one, group[place], reason) }
                }
            }
        }
        let places = people.indices
        pairs(
            Dictionary(grouping: places.filter { addresses[people[$0].id] != nil }) { addresses[people[$0].id] ?? "" }
                .values.sorted { $0[0] < $1[0] }, .sameEmail)
        pairs(
            Dictionary(grouping: places.filter { !keys[$0].isEmpty && people[$0].name != "—" }) { keys[$0] }.values
                .sorted { $0[0] < $1[0] }, .sameName)
        let alike = Dictionary(grouping: places.filter { people[$0].country != nil && people[$0].sector != nil }) {
            "\(people[$0].country ?? "") \(people[$0].sector ?? "")"
        }.values.sorted { $0[0] < $1[0] }
        for group in alike where group.count <= mostCompared {
            for (index, one) in group.enumerated() {
                for other in group[(index + 1)...] where isNear(keys[one], keys[other]) { add(one, other, .nearName) }
            }
        }
        return found
    }

    private static func ordered(_ one: ParticipantRecord, _ other: ParticipantRecord) -> (
        ParticipantRecord, ParticipantRecord
    ) {
        func rank(_ person: ParticipantRecord) -> (Int, Int, String) {
            (person.account != nil ? 0 : 1, person.person != nil || person.hasLink ? 0 : 1, person.id.description)
        }
        return rank(one) <= rank(other) ? (one, other) : (other, one)
    }

    /// One letter or two apart, or the same words and one more.
    static func isNear(_ one: String, _ other: String) -> Bool {
        let (words, others) = (Set(one.split(separator: " ")), Set(other.split(separator: " ")))
        if min(words.count, others.count) >= 2, words.isSubset(of: others) || others.isSubset(of: words) { return true }
        let (short, long) = (Array(one.utf8.prefix(120)), Array(other.utf8.prefix(120)))
        guard min(short.count, long.count) >= 8, abs(short.count - long.count) <= 2 else { return false }
        return distance(short, long) <= 2
    }

    /// Levenshtein's.
    private static func distance(_ one: [UInt8], _ other: [UInt8]) -> Int {
        var row = Array(0...other.count)
        for (i, letter) in one.enumerated() {
            var corner = row[0]
            row[0] = i + 1
            for (j, against) in other.enumerated() {
                let next = letter == against ? corner : 1 + min(corner, row[j], row[j + 1])
                corner = row[j + 1]
                row[j + 1] = next
            }
        }
        return row[other.count]
    }
}

/// Two seats that were joined.
struct SeatJoiningRecord: Sendable {
    let id: SeatJoining.ID
    let kept: Participant.ID
    let joined: Participant.ID
    let joinedName: String
    let keptName: String
    let joinedAt: Int64
    let undoneAt: Int64?

    init(_ row: Row) throws {
        id = try row.get("id")
        kept = try row.get("kept_id")
        joined = try row.get("joined_id")
        keptName = try row.get("kept_name")
        joinedName = try row.get("joined_name")
        joinedAt = try row.get("joined_at")
        undoneAt = try row.get("undone_at")
    }
}

/// An invited person who has not come.
struct OpenInvitation: Sendable {
    let seat: Participant.ID
    let name: String
    let country: String?
    let sector: String?
    let role: Role
    let address: String?

    /// The invitation that fits what somebody typed: by the e-mail address, else by the name. Never more than this is confirmed to anybody.
    static func fitting(_ arrival: Arrival, in event: Event.ID, _ reading: any Reading) throws -> (
        invitation: OpenInvitation, byEmail: Bool
    )? {
        let all = try JoiningStore(reading).openInvitations(of: event)
        if let email = arrival.email, let one = all.first(where: { $0.address == email }) { return (one, true) }
        let key = Folded.name(arrival.name)
        guard !key.isEmpty else { return nil }
        func fit(_ one: OpenInvitation) -> Int {
            (one.country == arrival.country ? 2 : 0) + (one.sector == arrival.sector ? 1 : 0)
        }
        let named = all.filter { Folded.name($0.name) == key }
        return named.max { fit($0) < fit($1) }.map { ($0, false) }
    }
}
