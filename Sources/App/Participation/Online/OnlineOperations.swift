import Domain
import Storage
import Web

/// The online room: coming in, staying, asking, endorsing, answering, and moderating all of it.
enum OnlineOperations {
    /// How long nothing may be heard of somebody before they are no longer among the connected: three heartbeats and a bit.
    static let silence: Int64 = 100_000
    /// A phone that sleeps and a tab that is not looked at are silent for a while, and the meeting goes on: who is heard of again within
    /// this time was there all along.
    static let bridge: Int64 = 5 * EpochTime.minute
    /// What is heard sooner than this changes nothing: many windows of one person write no more than one.
    static let pace: Int64 = 20_000
    static let mostQuestions = 10
    static let mostHeads = 50

    /// Who takes part here, and in which event.
    static func seat(_ visit: Visit, code: String, _ reading: any Reading) throws -> (
        event: EventRecord, seat: Membership.Place
    ) {
        guard let event = try EventStore(reading).event(code: code) else { throw Refusal.notFound }
        let membership = try visit.membership(in: event.id, reading)
        // The seat of this browser before that of the account.
        let places = membership.places.filter { $0.isApproved }
        guard let place = places.first(where: { !$0.isOfAccount }) ?? places.first else {
            throw Refusal.noSeat(visit.visitor)
        }
        return (event, place)
    }

    /// Notes that somebody goes to the meeting, and says where it is. Pressing again, or from another device, goes on with the same stay.
    static func join(_ visit: Visit, code: String, heads: Int) async throws -> String {
        try await visit.database.write { tx in
            let (event, place) = try seat(visit, code: code, tx)
            let now = visit.now
            guard let part = try OnlineDoor(event, tx).open(at: now).first else { throw Refusal.onlineIsClosed }
            let work = Work(tx, visit.environment, actor: "participant:\(place.seat)")
            let heads = min(max(1, heads), mostHeads)
            if let stay = try OnlineStore(tx).lastStay(of: place.seat, in: event.id), now - stay.seenAt <= bridge {
                try OnlineStore.extend(stay.id, heads: max(stay.heads, heads), joins: 1, now: now, tx)
            } else {
                try OnlineStore.begin(place.seat, in: event.id, heads: heads, work)
                // Only what counts the connected is renewed by it, not every page of the event.
                try work.record(.part(event.id, .online), "participant:\(place.seat)", "online.joining")
            }
            if !place.hasCome {
                try Presence.arrive(place.seat, now: now, tx)
                try work.record(.event(event.id), "participant:\(place.seat)", "participant.arrival", ["by": "online"])
            }
            return part.link
        }
    }

    /// Still there. Who never pressed the button is not: looking at the page is no attendance.
    /// - Parameter hasJoined: whether the button was pressed in the page that asks: it goes on with a new stay after a longer silence.
    /// - Returns: where the button leads now; nothing while it is closed.
    static func beat(_ visit: Visit, code: String, hasJoined: Bool = false) async throws -> String? {
        let now = visit.now
        let (event, place, link, stay) = try await visit.read { reading in
            let (event, place) = try seat(visit, code: code, reading)
            return (
                event.id, place.seat, try OnlineDoor(event, reading).open(at: now).first?.link,
                try OnlineStore(reading).lastStay(of: place.seat, in: event.id)
            )
        }
        guard let stay, now - stay.seenAt >= pace else { return link }
        let isBridged = now - stay.seenAt <= bridge
        guard isBridged || (hasJoined && link != nil) else { return link }
        try await visit.database.write { tx in
            // Another window may have been quicker.
            guard let last = try OnlineStore(tx).lastStay(of: place, in: event), now - last.seenAt >= pace else {
                return
            }
            if now - last.seenAt <= bridge {
                try OnlineStore.extend(last.id, now: now, tx)
            } else {
                let work = Work(tx, visit.environment, actor: "participant:\(place)")
                try OnlineStore.begin(place, in: event, heads: last.heads, joins: 0, work)
            }
        }
        return link
    }

    // MARK: The meeting itself

    /// Says to all that the meeting cannot be reached, in words of the organiser's or our own; or that it can again.
    static func setDown(_ visit: Visit, _ event: Event.ID, _ isDown: Bool, words: String) async throws {
        var check = FieldCheck()
        let words = check.lines("words", words, limit: 500)
        try check.finish()
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            let work = Work(tx, visit)
            try OnlineStore.setDown(isDown, words: isDown ? words : "", of: event, now: work.now, tx)
            try work.record(.part(event, .online), "event:\(event)", "online.down", ["on": .flag(isDown)])
        }
    }

    // MARK: Questions

    static func ask(_ visit: Visit, code: String, _ text: String) async throws {
        var check = FieldCheck()
        let words = check.lines("text", text, limit: 500, isRequired: true)
        try check.finish()
        try await visit.database.write { tx in
            let (event, place) = try seat(visit, code: code, tx)
            let own = try OnlineStore(tx).questions(of: event.id).filter { $0.participant == place.seat }
            // Pressed twice.
            guard !own.contains(where: { $0.text == words && $0.state == .waiting }) else { return }
            guard own.count(where: { $0.state == .waiting || $0.state == .shown }) < mostQuestions else {
                throw Refusal.tooMany(
                    L("You have \(mostQuestions) open questions. Wait until some of them are answered."))
            }
            let work = Work(tx, visit.environment, actor: "participant:\(place.seat)")
            let id = try OnlineStore.insert(words, by: place.seat, in: event.id, work)
            try work.record(.part(event.id, .online), "room-question:\(id)", "room-question.asking")
        }
    }

    static func endorse(_ visit: Visit, code: String, _ id: RoomQuestion.ID, _ isOn: Bool) async throws {
        try await visit.database.write { tx in
            let (event, place) = try seat(visit, code: code, tx)
            let question = try OnlineStore(tx).question(id, of: event.id)
            guard question.state == .shown, question.participant != place.seat else { throw Refusal.notFound }
            try OnlineStore.endorse(id, by: place.seat, isOn, now: visit.now, tx)
            try Work(tx, visit.environment, actor: "participant:\(place.seat)").record(
                .part(event.id, .online), "room-question:\(id)", "room-question.endorsement", ["on": .flag(isOn)])
        }
    }

    static func moderate(_ visit: Visit, _ event: Event.ID, _ id: RoomQuestion.ID, _ state: RoomQuestionRecord.State)
        async throws
    {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            guard try OnlineStore(tx).question(id, of: event).state != state else { return }
            let work = Work(tx, visit)
            try OnlineStore.set(state, of: id, now: work.now, tx)
            try work.record(
                .part(event, .online), "room-question:\(id)", "room-question.moderation",
                ["state": .text(state.rawValue)])
        }
    }

    /// As in the settings of the event: where the meeting is.
    static func setLink(_ visit: Visit, _ event: Event.ID, _ link: String) async throws {
        guard !link.isEmpty else { throw Refusal.invalid(["link": L("This field is required.")]) }
        try await EventOperations.change(visit, event) { $0.link = link }
    }

    // MARK: Polls

    static func createPoll(_ visit: Visit, _ event: Event.ID, _ question: String, _ options: [String]) async throws
        -> RoomPoll.ID
    {
        var check = FieldCheck()
        let words = check.line("question", question, limit: 200, isRequired: true)
        let lines = options.map { FieldCheck.line($0) }.filter { !$0.isEmpty }
        if !(2...8).contains(lines.count) {
            check.fail("options", L("Write two to eight answers, each on a line of its own."))
        }
        if lines.contains(where: { $0.count > 120 }) {
            check.fail("options", L("An answer has at most 120 characters."))
        }
        if Set(lines.map { Folded.text($0) }).count != lines.count {
            check.fail("options", L("Two answers are the same."))
        }
        try check.finish()
        return try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            let work = Work(tx, visit)
            // Pressed twice.
            if let same = try OnlineStore(tx).polls(of: event).first(where: {
                $0.state == .draft && $0.question == words && $0.options == lines
            }) {
                return same.id
            }
            let id = try OnlineStore.insert(words, lines, in: event, work)
            try work.record(.part(event, .online), "room-poll:\(id)", "room-poll.creation")
            return id
        }
    }

    static func setPoll(_ visit: Visit, _ event: Event.ID, _ id: RoomPoll.ID, _ state: RoomPollRecord.State)
        async throws
    {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            guard try OnlineStore(tx).poll(id, of: event).state != state else { return }
            let work = Work(tx, visit)
            try OnlineStore.set(state, of: id, now: work.now, tx)
            try work.record(
                .part(event, .online), "room-poll:\(id)", "room-poll.state", ["state": .text(state.rawValue)])
        }
    }

    static func answer(_ visit: Visit, code: String, _ id: RoomPoll.ID, _ choice: Int?) async throws {
        try await visit.database.write { tx in
            let (event, place) = try seat(visit, code: code, tx)
            let poll = try OnlineStore(tx).poll(id, of: event.id)
            guard poll.state == .open else { throw Refusal.pollIsClosed }
            guard let choice, poll.options.indices.contains(choice) else {
                throw Refusal.invalid(["choice": L("Choose one of the answers.")])
            }
            try OnlineStore.answer(id, by: place.seat, choice, now: visit.now, tx)
            try Work(tx, visit.environment, actor: "participant:\(place.seat)").record(
                .part(event.id, .online), "room-poll:\(id)", "room-poll.answer")
        }
    }
}

extension CardPlace {
    /// The online room of an event.
    static let online = CardPlace("online", nil)
}
