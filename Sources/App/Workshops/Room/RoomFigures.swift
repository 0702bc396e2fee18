import Domain
import Foundation
import Markup
import Storage
import Web

/// Who has been heard, among those who may contribute and have come: by sector and by delegation. Who is invited and missing is a
/// number of its own.
struct Coverage: Sendable {
    struct Group: Sendable, Hashable {
        /// The sector's or country's code.
        let code: String
        fileprivate(set) var heard: Int
        fileprivate(set) var present: Int

        fileprivate mutating func count(_ isHeard: Bool) {
            present += 1
            if isHeard { heard += 1 }
        }

        /// Less than half of the group: an invitation to ask them.
        var isLow: Bool { heard * 2 < present }
    }

    let heard: Int
    let present: Int
    /// Those who may contribute, here or not yet.
    let invited: Int
    /// The codes of invited countries of which nobody is here.
    let absent: [String]
    /// In the order of the directory.
    let sectors: [Group]
    /// By country code.
    let delegations: [Group]

    /// - Parameter voters: who could answer, where that is a set of its own: of a round.
    init(_ room: Room, heard people: Set<Participant.ID>, voters: RoundVoters? = nil) {
        // Thousands of people, once for each change of the room: counted in one pass.
        var all = Group(code: "", heard: 0, present: 0)
        var (bySector, byCountry): ([String: Group], [String: Group]) = ([:], [:])
        func count(_ sector: String?, _ country: String?, _ isHeard: Bool) {
            all.count(isHeard)
            if let sector { bySector[sector, default: Group(code: sector, heard: 0, present: 0)].count(isHeard) }
            if let country { byCountry[country, default: Group(code: country, heard: 0, present: 0)].count(isHeard) }
        }
        var (invited, expected): (Int, Set<String>) = (0, [])
        for person in room.participants where person.isInvitedVoice {
            invited += 1
            if let country = person.country { expected.insert(country) }
            if person.isVoice, voters == nil { count(person.sector, person.country, people.contains(person.id)) }
        }
        for voter in voters?.all ?? [] { count(voter.sector, voter.country, voter.hasAnswered) }
        (heard, present, self.invited) = (all.heard, all.present, invited)
        absent = expected.subtracting(byCountry.keys).sorted()
        sectors = room.names.sectors.compactMap { bySector[$0.code] }
        delegations = byCountry.values.sorted { $0.code < $1.code }
    }

    /// "45 invited, 38 here."
    var attendance: Message { L("\(invited) invited, \(present) here") }

    /// "LV has not been heard. PT: 1 of 3."; nothing while nobody or everybody has been heard.
    var sentence: [Message] {
        guard heard > 0 else { return present > 0 ? [L("Nobody has answered yet.")] : [] }
        guard heard < present else { return [L("Everybody here has answered.")] }
        let silent = delegations.filter { $0.heard == 0 }.map(\.code)
        let quiet = delegations.filter { $0.heard > 0 && $0.isLow }.prefix(4)
        var parts: [Message] = []
        if !silent.isEmpty {
            let named = Array(silent.prefix(6))
            parts.append(
                silent.count > 6
                    ? L(
                        silent.count - 6,
                        one: "\(list: named, .commas) and \(silent.count - 6) more have not answered.",
                        other: "\(list: named, .commas) and \(silent.count - 6) more have not answered.")
                    : L(
                        silent.count, one: "\(list: named) has not answered.",
                        other: "\(list: named) have not answered."))
        }
        return parts + quiet.map { L("\($0.code): \($0.heard) of \($0.present).") }
    }
}

/// The figures of the room at one moment; what the regions of all screens are made of.
struct RoomFigures: Sendable {
    let coverage: Coverage
    /// Said where nothing has been asked yet.
    let counted: Message?
    /// Whether the present stage asks anything that it counts: not before the first, nor while a vote is prepared, nor where groups
    /// answer together.
    let isAsked: Bool

    init(_ room: Room, _ reading: any Reading) throws {
        self = try reading.remember("figures \(room.event.id) \(Language.current.rawValue)") {
            try RoomFigures(reading, room)
        }
    }

    private init(_ reading: any Reading, _ room: Room) throws {
        let voters = room.event.stage == .vote ? try room.round.map { try RoundVoters($0, reading) } : nil
        let own = try voters?.heard ?? room.screen?.heard(room, reading)
        let isWorkshop = room.event.workshop != nil
        let waits = room.screen == nil || room.event.stage == .vote && room.round.map { $0.state == .draft } ?? true
        isAsked = isWorkshop && own != nil && !waits
        counted = isWorkshop && waits ? L("Nothing has been asked yet.") : nil
        coverage = Coverage(room, heard: own ?? [], voters: voters)
    }
}
