import Domain
import Storage
import Web

/// Who follows what. A part in an event or a programme is enough to follow it; everything else is followed where somebody says so.
enum Following {
    /// Whether the reader follows something that they may see.
    static func isOn(_ subject: String, for reader: AccountReader, _ reading: any Reading) throws -> Bool {
        if let said = try FollowStore(reading).choice(of: reader.id, subject) { return said }
        switch NewsKind.Place(subject) {
        case .event(let id): return reader.memberships[id] != nil
        case .programme(let id): return try reader.allows(.seeProgramme, in: id, reading)
        case nil: return false
        }
    }

    /// The accounts that follow an event or a programme, and whether they do because they have a part in it.
    static func followers(of place: NewsKind.Place, _ reading: any Reading) throws -> [Account.ID: Bool] {
        let members = MembershipStore(reading)
        let parts =
            switch place {
            case .event(let id): try members.accounts(in: id)
            case .programme(let id): try members.accounts(in: id)
            }
        var result = Dictionary(uniqueKeysWithValues: parts.map { ($0, true) })
        for (account, isOn) in try FollowStore(reading).choices(on: place.subject) {
            result[account] = isOn ? result[account] ?? false : nil
        }
        return result
    }

    /// Says that an account follows something, or does not. It is no decision of an event, and only its own affair: the journal, which
    /// nobody can take anything out of, does not hold it.
    static func set(_ visit: Visit, _ subject: String, isOn: Bool) async throws -> FollowedThing {
        try await visit.database.write { tx in
            let reader = try AccountReader(visit, tx)
            guard let thing = try FollowedKind.find(subject, for: reader, tx) else { throw Refusal.notFound }
            guard try !isOn || FollowStore(tx).count(of: reader.id) < FollowStore.most else {
                throw Refusal.tooMany(L("You follow \(FollowStore.most) things, the maximum."))
            }
            try FollowStore.set(reader.id, subject, isOn: isOn, at: reader.now, tx)
            return thing
        }
    }
}

extension Following {
    /// In the list of what somebody follows.
    struct Listed: Sendable {
        let subject: String
        let kind: Message
        let thing: FollowedThing
        let isOn: Bool
    }

    /// What the reader has a part in, followed or not, and what they said that they follow. What they may not see any more is left out.
    static func listed(for reader: AccountReader, _ reading: any Reading) throws -> [Listed] {
        let said = try FollowStore(reading).choices(of: reader.id)
        let chosen = Dictionary(said.map { ($0.subject, $0.isOn) }) { first, _ in first }
        let parts = try FollowedKind.all.flatMap { kind in
            try kind.parts(reader, reading).map { "\(kind.noun):\($0)" }
        }
        let subjects = parts + said.filter(\.isOn).map(\.subject).filter { !parts.contains($0) }
        return try subjects.compactMap { subject in
            guard let noun = subject.split(separator: ":").first,
                let kind = FollowedKind.all.first(where: { $0.noun == noun }),
                let thing = try FollowedKind.find(subject, for: reader, reading)
            else { return nil }
            return Listed(subject: subject, kind: kind.label, thing: thing, isOn: chosen[subject] ?? true)
        }
    }
}
