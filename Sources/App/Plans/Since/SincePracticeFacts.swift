import Domain
import Storage
import Web

/// Practices that a member took over: those who did are named, since they said so themselves; who declined is not.
enum SincePracticeFacts: SinceFeature {
    static let sinceOrder = 60
    static var sinceNoun: (kind: String, label: Message) { ("case", L("Practice")) }
    static let sinceKinds: [String] = ["practice.decision"]

    /// Each member's word is a thing of its own.
    static func sinceID(_ id: String, _ entry: SinceEntry) -> String { "\(id) \(entry.text("member") ?? "")" }

    static func sinceChange(_ entry: SinceEntry) -> SinceChange.What? {
        guard let move = entry.move("decision") else { return nil }
        return took(move.to) ? .came : took(move.from) ? .went : nil
    }

    private static func took(_ decision: String) -> Bool {
        decision == PracticeDecision.adopt.rawValue || decision == PracticeDecision.adapt.rawValue
    }

    static func sinceThings(_ ids: Set<String>, _ reader: SinceReader, _ reading: any Reading) throws -> [SinceThing] {
        let pairs = ids.sorted().compactMap { id -> (id: String, practice: Case.ID, member: MemberRef)? in
            let parts = id.split(separator: " ").map { String($0) }
            guard parts.count == 2, let practice = Case.ID(parts[0]), let member = MemberRef(parts[1]) else {
                return nil
            }
            return (id, practice, member)
        }
        let records = try CaseStore(reading).cases(Set(pairs.map(\.practice)).sorted()).values.filter {
            $0.programme == reader.programme && $0.retiredAt == nil
        }
        let seen = try CaseReading(reader.standing.visitor, now: reader.standing.now, reading).seen(Array(records))
        let byID = Dictionary(seen.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let called = try MemberCalled(reader.programme, DirectoryNames(reading), reading)
        let homes = reader.standing.homes
        return pairs.compactMap { pair in
            guard let record = byID[pair.practice] else { return nil }
            return SinceThing(
                subject: SinceSubject(sinceNoun.kind, pair.id),
                title: "\(record.title) – \(called.name(pair.member))",
                language: record.fields.language, marking: record.marking, isShared: true, path: nil,
                regions: Set([pair.member.country.flatMap { homes[$0] }].compactMap { $0 }))
        }
    }

    static func sinceState(_ state: String) -> Message { PracticeDecision(rawValue: state)?.label ?? .verbatim(state) }
}
