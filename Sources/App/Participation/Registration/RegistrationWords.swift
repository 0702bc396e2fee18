import Domain
import Markup
import Storage
import Web

extension RegistrationRecord {
    /// Its state, as people read it: an offer is one of its own.
    var stateLabel: Message {
        if isOffered { return L("Offered a seat") }
        guard awaitsPerson && state == .pending else { return state.label }
        return channel == .invitation ? L("Invited, no answer yet") : L("Address not confirmed")
    }

    var stateMark: String { isOffered ? "open" : state.mark }
}

extension RegistrationRecord.State {
    var label: Message {
        switch self {
        case .pending: L("To be decided")
        case .complete: L("Has a seat")
        case .waitlisted: L("Waits for a seat")
        case .rejected: L("Not accepted")
        case .withdrawn: L("Withdrawn")
        }
    }

    var mark: String {
        switch self {
        case .pending: "open"
        case .complete: "good"
        case .waitlisted: "warn"
        case .rejected, .withdrawn: "bad"
        }
    }
}

extension RegistrationRecord.Wish {
    var label: Message {
        switch self {
        case .withdrawal: L("asks to withdraw")
        case .inPerson: L("asks to come in person")
        case .online: L("asks to take part online")
        }
    }
}

extension InvitationRecord {
    /// - Parameter nominated: how many people they have named.
    func stateLabel(at now: Int64) -> Message {
        if sentAt == nil { return L("Not sent yet") }
        switch state {
        case .accepted: return L("Accepted")
        case .declined: return L("Declined")
        case .pending: return answerBy.map { $0.at <= now } ?? false ? L("No answer in time") : L("No answer yet")
        }
    }

    func stateMark(at now: Int64) -> String {
        if sentAt == nil { return "open" }
        switch state {
        case .accepted: return "good"
        case .declined: return "bad"
        case .pending: return "warn"
        }
    }
}

extension Behalf.Kind {
    var label: Message {
        switch self {
        case .country: L("Country")
        case .city: L("City")
        case .organisation: L("Organisation")
        case .workingGroup: L("Working group")
        case .person: L("Person")
        }
    }
}

/// What those are called who were invited.
struct BehalfNames: Sendable {
    private let names: DirectoryNames
    private let people: [Person.ID: String]
    /// Of cities, organisations and working groups.
    private let others: [Behalf: String]

    init(_ names: DirectoryNames, people: [Person.ID: String] = [:], others: [Behalf: String] = [:]) {
        (self.names, self.people, self.others) = (names, people, others)
    }

    func text(_ behalf: Behalf) -> String {
        switch behalf.kind {
        case .country: names.country(behalf.code) ?? behalf.code
        case .person: Person.ID(behalf.code).flatMap { people[$0] } ?? "–"
        case .organisation: others[behalf] ?? "–"
        // Before they were chosen from a list, a city or a group was named in words.
        case .city, .workingGroup: others[behalf] ?? (behalf.holder == nil ? behalf.code : "–")
        }
    }
}

extension BehalfNames {
    init(_ names: DirectoryNames, of behalfs: [Behalf], _ reading: any Reading) throws {
        let people = try PersonStore(reading).people(
            behalfs.filter { $0.kind == .person }.compactMap { Person.ID($0.code) })
        let holders = behalfs.filter { $0.country == nil }.compactMap(\.holder)
        let members = try MemberNameStore(reading).names(of: Set(holders.compactMap { MemberRef($0) }))
        var others: [Behalf: String] = [:]
        for holder in holders {
            guard let behalf = Behalf(holder: holder), let ref = MemberRef(holder) else { continue }
            others[behalf] = members[ref]?.name
        }
        for group in try WorkingGroupStore(reading).groups(holders.compactMap(\.group)) {
            others[Behalf(kind: .workingGroup, code: group.id.description)] = group.title
        }
        self.init(
            names, people: Dictionary(people.map { ($0.id, $0.fields.fullName) }) { first, _ in first }, others: others)
    }
}
