import Domain
import Storage
import Web

/// What a focal point does, and what somebody does about their own registration, as JSON.
enum FocalAPI {
    struct CallBody: Codable, Sendable {
        let event: Event.ID
        let title: String
        let startsOn: String
        let endsOn: String
        let place: String
        /// Nothing where the country was not asked, but somebody of it was entered.
        let answer: InvitationRecord.State?
        /// Until when nominations are equal in time, epoch milliseconds.
        let due: Int?
        let isOpen: Bool
        let nominated: Int
        let seated: Int
        let waiting: Int

        init(_ call: CountryCall, now: Int64) {
            (event, title, startsOn, endsOn) = (
                call.event.id, call.event.title, call.event.startsOn, call.event.endsOn
            )
            (place, answer) = (call.event.place, call.invitation?.state)
            due = call.due.map { Int($0) }
            isOpen = call.isOpen(at: now)
            (nominated, seated, waiting) = (call.people.count, call.seated, call.waiting)
        }
    }

    struct OrderInput: Codable, Sendable {
        /// Nominations of the country, the first first; what is left out keeps its order, at the end.
        let order: [Nomination.ID]
    }

    struct OwnBody: Codable, Sendable {
        let registration: Registration.ID
        let event: Event.ID
        let title: String
        let startsOn: String
        let endsOn: String
        let state: RegistrationRecord.State
        let mode: AttendanceMode
        /// Epoch milliseconds; of an offer that waits for an answer.
        let offeredUntil: Int?
        let confirmedAt: Int?
        let wish: RegistrationRecord.Wish?

        init(_ own: RegistrationRecord, _ event: EventRecord) {
            registration = own.id
            (self.event, title, startsOn, endsOn) = (event.id, event.title, event.startsOn, event.endsOn)
            (state, mode, wish) = (own.state, own.mode, own.wish)
            offeredUntil = own.offeredUntil.map { Int($0) }
            confirmedAt = own.confirmedAt.map { Int($0) }
        }
    }

    struct OwnModeInput: Codable, Sendable { let mode: AttendanceMode }

    static let routes: [APIRoute] = countries + proposals + own

    struct ProposalInput: Codable, Sendable {
        /// `national-team`, `working-group-member`, `alternate` or `focal-point`.
        let role: MandateRole
        /// For a member of a working group.
        let group: WorkingGroup.ID?
        let givenName: String?
        let familyName: String
        let email: String
        /// A date, `2026-07-01`.
        let since: String
        let document: String?
        let note: String?

        var fields: ProposalFields {
            ProposalFields(
                role: role, group: group?.description ?? "", givenName: givenName ?? "", familyName: familyName,
                email: email, since: since, document: document ?? "", note: note ?? "")
        }
    }

    private static let proposals: [APIRoute] = [
        .get(
            Paths.apiCountryMandates, .account, "Nominations",
            "Who acts for your country today, in its name in working groups, and whom it has proposed."
        ) { visit, country in
            guard visit.visitor.countries.contains(country) else { throw Refusal.notFound }
            let team = try await visit.read {
                try CountryTeam(country, visit.visitor.speaking(for: country), visit, $0)
            }
            return ListBody(items: (team.people + team.proposed).map { MandateAPI.MandateBody($0) }, next: nil)
        },
        .send(
            .post, Paths.apiCountryProposals, .account, "Nominations",
            "Proposes somebody for your country: its head of secretariat, or who keeps the register, confirms it.",
            success: .created
        ) { (visit, input: ProposalInput, country) in
            let id = try await MandateProposals.propose(visit, country, input.fields)
            return try await proposal(visit, id)
        },
        .act(
            .post, Paths.apiRegionProposal, .account, "Nominations", "Confirms what a country of your region proposed."
        ) { visit, region, id in
            try await FocalRoutes.requireProposal(visit, region, id)
            try await MandateOperations.confirm(visit, id, onlyProposed: true)
            return try await proposal(visit, id)
        },
        .act(
            .post, Paths.apiRegionRefusal, .account, "Nominations", "Refuses what a country of your region proposed."
        ) { visit, region, id in
            try await FocalRoutes.requireProposal(visit, region, id)
            try await MandateProposals.refuse(visit, id)
            return try await proposal(visit, id)
        },
    ]

    private static func proposal(_ visit: Visit, _ id: Mandate.ID) async throws -> MandateAPI.MandateBody {
        try await visit.read { reading in
            let named = try MandateSight(visit, reading).named([MandateStore(reading).mandate(id)])
            guard let seen = named.first else { throw Refusal.notFound }
            return MandateAPI.MandateBody(seen)
        }
    }

    private static let countries: [APIRoute] = [
        .get(
            Paths.apiCalls, .account, "Nominations",
            "The events that concern a country, or by `city:ID`, `organisation:ID` or `working-group:ID` somebody else, for whom you act."
        ) {
            visit, country in
            let behalf = try Behalf(segment: country)
            guard visit.visitor.represented.contains(behalf) else { throw Refusal.notFound }
            let calls = try await visit.read {
                try CountryCall.all(behalf, visit.visitor, now: visit.now, isBrief: true, $0)
            }
            return ListBody(items: calls.map { CallBody($0, now: visit.now) }, next: nil)
        },
        .get(Paths.apiCallNominations, .account, "Nominations", "Whom your country named, in its order.") {
            visit, country, event in
            let behalf = try Behalf(segment: country)
            let items = try await visit.read { reading in
                let call = try CountryCall(
                    behalf, event, visit.visitor, now: visit.now, isBrief: true, reading)
                return try (call.people + call.past).map { try InvitationAPI.body($0.nomination, reading) }
            }
            return ListBody(items: items, next: nil)
        },
        .send(
            .post, Paths.apiCallNominations, .account, "Nominations",
            "Nominates somebody for the country for which you act, at the end of its list.", success: .created
        ) { (visit, input: InvitationAPI.NominationInput, country, event) in
            let behalf = try Behalf(segment: country)
            var fields = input.told.fields()
            if fields.country == nil { fields.country = behalf.country }
            return try await body(
                visit, event,
                try await FocalOperations.nominate(visit, behalf, event, fields, staysDraft: false))
        },
        .send(.put, Paths.apiCallNomination, .account, "Nominations", "Corrects what is told of somebody you named.") {
            (visit, input: InvitationAPI.NominationInput, country, event, id) in
            let now = try await FocalOperations.change(visit, Behalf(segment: country), event, id, input.told.fields())
            return try await body(visit, event, now)
        },
        .act(.delete, Paths.apiCallNomination, .account, "Nominations", "Withdraws somebody you named.") {
            visit, country, event, id in
            try await FocalOperations.withdraw(visit, Behalf(segment: country), event, id)
            return try await body(visit, event, id)
        },
        .send(
            .post, Paths.apiCallReplacement, .account, "Nominations",
            "Names somebody else in the same place, with the seat if there is one."
        ) { (visit, input: InvitationAPI.NominationInput, country, event, id) in
            let new = try await FocalOperations.replace(
                visit, Behalf(segment: country), event, id, input.told.fields(), waitsIfFull: false)
            return try await body(visit, event, new)
        },
        .send(.put, Paths.apiCallOrder, .account, "Nominations", "Puts your country's nominations in order.") {
            (visit, input: OrderInput, country, event) in
            try await FocalOperations.rank(visit, Behalf(segment: country), event, input.order)
            let items = try await visit.read { reading in
                try NominationStore(reading).open(in: event, behalf: Behalf(segment: country)).map {
                    try InvitationAPI.body($0, reading)
                }
            }
            return ListBody(items: items, next: nil)
        },
        .send(.put, Paths.apiCallAnswer, .account, "Nominations", "Says whether your country comes.") {
            (visit, input: InvitationAPI.AnswerInput, country, event) in
            guard input.state != .pending else {
                throw Refusal.invalid(["state": L("Choose one from the list.")])
            }
            try await FocalOperations.answer(visit, Behalf(segment: country), event, input.state, input.answer ?? "")
            return CallBody(
                try await visit.read {
                    try CountryCall(Behalf(segment: country), event, visit.visitor, now: visit.now, isBrief: true, $0)
                }, now: visit.now)
        },
    ]

    private static let own: [APIRoute] = [
        .get(Paths.apiMyEvents, .account, "Nominations", "Your own registrations.") { visit in
            let items = try await visit.read { reading in
                try MyEventOperations.registrations(of: visit.visitor, reading).map {
                    OwnBody($0, try EventStore(reading).event($0.event))
                }
            }
            return ListBody(items: items, next: nil)
        },
        .act(.post, Paths.apiMyConfirmation, .account, "Nominations", "Says that you come.") { visit, id in
            try await MyEventOperations.confirm(visit, .account(id))
            return try await ownBody(visit, id)
        },
        .act(.post, Paths.apiMyAcceptance, .account, "Nominations", "Takes the seat that is offered to you.") {
            visit, id in
            try await MyEventOperations.accept(visit, .account(id))
            return try await ownBody(visit, id)
        },
        .act(
            .post, Paths.apiMyWithdrawal, .account, "Nominations",
            "Says that you do not come, also instead of a seat that is offered; after the freeze the organiser is asked."
        ) { visit, id in
            try await MyEventOperations.withdraw(visit, .account(id))
            return try await ownBody(visit, id)
        },
        .send(.put, Paths.apiMyAnswers, .account, "Nominations", "Answers the organiser's questions.") {
            (visit, input: RegistrationQuestionAPI.AnswersBody, id) in
            try await MyEventOperations.answer(visit, .account(id), GivenAnswers(input.answers))
            return try await ownBody(visit, id)
        },
        .send(.post, Paths.apiMyMode, .account, "Nominations", "Changes between the room and online.") {
            (visit, input: OwnModeInput, id) in
            _ = try await MyEventOperations.changeMode(visit, .account(id), to: input.mode)
            return try await ownBody(visit, id)
        },
    ]

    private static func body(_ visit: Visit, _ event: Event.ID, _ id: Nomination.ID) async throws
        -> InvitationAPI.NominationBody
    {
        try await visit.read { try InvitationAPI.body(try NominationStore($0).nomination(id, in: event), $0) }
    }

    private static func ownBody(_ visit: Visit, _ id: Registration.ID) async throws -> OwnBody {
        try await visit.read { reading in
            let own = try MyEventOperations.registration(.account(id), visit.visitor, reading)
            return OwnBody(own, try EventStore(reading).event(own.event))
        }
    }
}
