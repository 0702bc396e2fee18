import Domain
import Storage
import Web

/// The list of who may enter: told by whom it is about, taken out by an organiser for the host, gone on the day after.
enum AccessOperations {
    static func tell(_ visit: Visit, _ own: OwnJourney, _ fields: AccessFields) async throws {
        let cleaned = fields.cleaned
        try await visit.own(own) {
            try await visit.database.write { tx in
                let traveller = try own.traveller(visit, tx)
                try tellIn(own.work(visit, traveller, tx), traveller, cleaned)
            }
        }
    }

    /// An organiser tells it for somebody who cannot.
    static func enter(_ visit: Visit, _ event: Event.ID, _ id: Registration.ID, _ fields: AccessFields) async throws {
        let cleaned = fields.cleaned
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            try tellIn(Work(tx, visit), try TravellerStore(tx).traveller(event, id), cleaned)
        }
    }

    static func tellIn(_ work: Work, _ traveller: Traveller, _ cleaned: Cleaned<AccessFields>) throws {
        let event = try EventStore(work.tx).event(traveller.event)
        let asked = try VisitStore(work.tx).visit(of: event.id)
        guard traveller.isSeated else { throw Refusal.noSeatYet }
        guard !asked.asks.isEmpty else { throw Refusal.nothingIsAsked }
        guard asked.lastDay(event) >= CalendarDate.today(work.now, timeZone: event.timeZone) else {
            throw Refusal.accessListClosed
        }
        let countries = try PersonStore(work.tx).countryCodes()
        let told = try cleaned.checked { fields, check in
            fields = fields.only(asked.asks)
            check.country(fields.nationality, of: countries, at: AccessAsk.nationality.rawValue)
            check.born(on: fields.bornOn, now: work.now, at: AccessAsk.birth.rawValue)
            for ask in asked.asks where fields.text(ask).isEmpty {
                check.fail(ask.rawValue, L("The host needs this."))
            }
        }
        try AccessStore.store(traveller, told, now: work.now, work.tx)
        // Not what: the journal is never erased.
        try work.record(.event(event.id), "registration:\(traveller.id)", "visit.access")
    }

    /// Everybody takes it back who likes.
    static func takeBack(_ visit: Visit, _ own: OwnJourney) async throws {
        try await visit.own(own) {
            try await visit.database.write { tx in
                let traveller = try own.traveller(visit, tx)
                guard try AccessStore(tx).told(traveller.id) != nil else { return }
                try AccessStore.remove(traveller.id, tx)
                try own.work(visit, traveller, tx).record(
                    .event(traveller.event), "registration:\(traveller.id)", "visit.access-withdrawal")
            }
        }
    }

    /// The list, as it goes to the host. That it was taken out, by whom and with how many people, is written down first.
    static func send(_ visit: Visit, _ event: Event.ID, _ format: AccessList.Format) async throws -> AccessList {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            let list = try AccessList(event, tx)
            let work = Work(tx, visit)
            try AccessStore.note(event, format: format.rawValue, people: list.people.count, work)
            try work.record(
                .event(event), "event:\(event)", "visit.access-list", ["people": .whole(list.people.count)])
            return list
        }
    }

    // MARK: What goes on its day

    /// At the start of a server, and then once an hour: what came back with an old copy goes again.
    static func watch(_ services: Services) async {
        await services.again(every: .seconds(3_600), failing: "Lists of who may enter could not be erased") {
            try await forgetDue(services)
        }
    }

    static func forgetDue(_ services: Services) async throws {
        let now = services.environment.now()
        let (due, hasLeft) = try await services.database.read { reading in
            (try AccessStore(reading).due(at: now), try AccessStore(reading).hasLeft())
        }
        guard !due.isEmpty || hasLeft else { return }
        try await services.database.write { tx in
            let work = Work(tx, services.environment)
            try AccessStore.forgetLeft(tx)
            for event in due {
                let count = try AccessStore.forget(event, tx)
                try work.record(.event(event), "event:\(event)", "visit.access-erasure", ["count": .whole(count)])
            }
        }
    }
}
