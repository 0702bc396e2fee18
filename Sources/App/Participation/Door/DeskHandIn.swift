import Domain
import Foundation
import Storage
import Web

/// What a device could not send any more: a file that its holder gives to whoever organises the event. Times are by the server's clock, as
/// far as the device knew it.
struct DeskNotesFile: Codable, Sendable {
    struct Note: Codable, Sendable {
        let nonce: String
        let day: String
        let block: AgendaBlock.ID?
        let participant: Participant.ID?
        let code: String?
        let at: Int64
        let undoes: String?
    }

    static let kind = "desk-notes"
    private static let names = JSONSchema.of(DeskNotesFile.self).names

    let roundtable: String
    let event: Event.ID
    let device: String
    let notes: [Note]
}

extension DeskNotesFile {
    /// - Throws: ``Refusal/invalid(_:)`` where it is no such file.
    init(_ bytes: [UInt8]) throws {
        do {
            try OutsideJSON.check(bytes, names: Self.names)
            self = try JSONDecoder().decode(DeskNotesFile.self, from: Data(bytes))
        } catch {
            throw Refusal.invalid(["file": L("This is not a file of notes that a desk has saved.")])
        }
        guard roundtable == Self.kind else {
            throw Refusal.invalid(["file": L("This is not a file of notes that a desk has saved.")])
        }
    }
}

extension DeskOperations {
    struct HandedIn: Sendable, Hashable {
        /// Noted or taken back now, come before, and those of which nothing became: nobody of this event, or a day that it has not.
        var taken = 0
        var known = 0
        var left = 0
    }

    /// Takes a device's file, each note once however often it comes.
    static func handIn(_ visit: Visit, _ event: Event.ID, _ file: DeskNotesFile) async throws -> HandedIn {
        guard file.event == event else {
            throw Refusal.invalid(["file": L("This file is of another event.")])
        }
        guard file.notes.count <= 10 * most else {
            throw Refusal.invalid(["file": L("A file has at most \(10 * most) notes.")])
        }
        return try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            let work = Work(tx, visit)
            var check = FieldCheck()
            let access = DeskAccess(
                event: try EventStore(tx).event(event), pass: nil, actor: work.actor,
                device: check.line("file", String(file.device.prefix(200)), limit: 200))
            var (places, counts): ([DeskNotesPlace: DeskPlace], HandedIn) = ([:], HandedIn())
            let sorted = file.notes.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            for (_, note) in sorted {
                let key = DeskNotesPlace(day: note.day, block: note.block)
                guard EventDays.has(note.day, access.event) else {
                    counts.left += 1
                    continue
                }
                let place = try places[key] ?? DeskPlace(note.day, note.block, access, tx)
                places[key] = place
                let tick = DeskTick(
                    nonce: note.nonce, participant: note.participant, code: note.code, at: note.at, undoes: note.undoes)
                let at = min(EpochTime.bounded(note.at), work.now)
                switch try self.note(tick, at: at, place, access, work).state {
                case .noted, .again, .undone: counts.taken += 1
                case .known: counts.known += 1
                case .unknown, .elsewhere, .ended: counts.left += 1
                }
            }
            try work.record(
                .event(event), "event:\(event)", "attendance.handover",
                ["taken": .whole(counts.taken), "left": .whole(counts.left)])
            return counts
        }
    }

    private struct DeskNotesPlace: Hashable {
        let day: String
        let block: AgendaBlock.ID?
    }
}
