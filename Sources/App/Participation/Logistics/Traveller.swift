import Domain
import Storage
import Web

/// Of a registration, what journeys, needs and money are about.
struct Traveller: Sendable {
    let id: Registration.ID
    let event: Event.ID
    /// In its event, from 1: stays when the name goes.
    let number: Int
    let givenName: String
    let familyName: String
    let organisation: String
    let country: String?
    let email: String?
    let language: Language?
    let isFunded: Bool
    let isOnline: Bool
    let role: Role
    let state: String
    let participant: Participant.ID?

    init(_ row: Row) throws {
        id = try row.get("id")
        event = try row.get("event_id")
        number = try row.get("number")
        givenName = try row.get("given_name")
        familyName = try row.get("family_name")
        organisation = try row.get("organisation")
        country = try row.get("country")
        email = try row.get("email")
        language = try row.get("language")
        isFunded = try row.get("funding", as: String.self) == "funded"
        isOnline = try row.get("mode", as: String.self) == "online"
        role = try row.get("role")
        state = try row.get("state")
        participant = try row.get("participant_id")
    }

    var name: String { givenName.isEmpty ? familyName : "\(givenName) \(familyName)" }
    /// Has a seat.
    var isSeated: Bool { state == "complete" }
    /// Comes to the place.
    var travels: Bool { isSeated && !isOnline }
}

/// Reads who comes.
struct TravellerStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// All of an event, by name.
    func all(of event: Event.ID) throws -> [Traveller] {
        let all = try reading.all("SELECT * FROM registration WHERE event_id = \(event) ORDER BY number").map(
            Traveller.init)
        return Folded.ordered(all) { "\($0.familyName) \($0.givenName)" }
    }

    /// Those with a seat who are paid for and come to the place, in no order. Thousands may wait: they are not read.
    func paidFor(in event: Event.ID) throws -> Set<Registration.ID> {
        let seated = try reading.all("SELECT * FROM registration WHERE event_id = \(event) AND state = 'complete'")
        return Set(try seated.map(Traveller.init).filter { $0.travels && $0.isFunded }.map(\.id))
    }

    /// - Throws: ``Refusal/notFound``, also for one of another event.
    func traveller(_ event: Event.ID, _ id: Registration.ID) throws -> Traveller {
        guard let row = try reading.first("SELECT * FROM registration WHERE id = \(id) AND event_id = \(event)") else {
            throw Refusal.notFound
        }
        return try Traveller(row)
    }
}

/// Whose own page is asked for: by the account, or by the link of the registration, without an account.
enum OwnJourney: Sendable {
    case account(Registration.ID)
    case link(String)

    /// - Throws: ``Refusal/linkEnded``, or that there is no such registration of theirs.
    func traveller(_ visit: Visit, _ reading: any Reading) throws -> Traveller {
        let store = RegistrationStore(reading)
        switch self {
        case .account(let id):
            guard let account = visit.visitor.account else { throw Refusal.signInNeeded }
            let person = try AccountStore(reading).account(account.id).person
            guard let own = try store.registrations(of: account.id, person: person).first(where: { $0.id == id }) else {
                throw Refusal.notFound
            }
            return try TravellerStore(reading).traveller(own.event, own.id)
        case .link(let token):
            guard let own = try store.registration(token: Secret.digest(token)) else { throw Refusal.linkEnded }
            return try TravellerStore(reading).traveller(own.event, own.id)
        }
    }

    /// One's own page (Focal).
    var homePath: String {
        switch self {
        case .account(let id): "/my-events#registration-\(id)"
        case .link(let token): "/r/\(token)"
        }
    }

    /// The agenda on it.
    var agendaPath: String { base + "/agenda" }
    var certificatePath: String { base + "/certificate.pdf" }
    func materialPath(_ id: Material.ID) -> String { "\(base)/materials/\(id)" }

    private var base: String {
        switch self {
        case .account(let id): "/my-events/\(id)"
        case .link(let token): "/r/\(token)"
        }
    }

    var journeyPath: String {
        switch self {
        case .account(let id): LogisticsPaths.ownJourney(id)
        case .link(let token): LogisticsPaths.linkJourney(token)
        }
    }

    var needsPath: String {
        switch self {
        case .account(let id): LogisticsPaths.ownNeeds(id)
        case .link(let token): LogisticsPaths.linkNeeds(token)
        }
    }

    var letterPath: String {
        switch self {
        case .account(let id): LogisticsPaths.ownLetter(id)
        case .link(let token): LogisticsPaths.linkLetter(token)
        }
    }

    func receiptPath(_ receipt: Receipt.ID) -> String {
        switch self {
        case .account(let id): LogisticsPaths.ownReceipt(id, receipt)
        case .link(let token): LogisticsPaths.linkReceipt(token, receipt)
        }
    }

    var claimPath: String {
        switch self {
        case .account(let id): LogisticsPaths.ownClaim(id)
        case .link(let token): LogisticsPaths.linkClaim(token)
        }
    }
}

extension Visit {
    /// As ``triedLink(_:)`` where it is a link: guesses are counted.
    func own<Value: Sendable>(_ own: OwnJourney, _ body: () async throws -> Value) async throws -> Value {
        switch own {
        case .account: try await body()
        case .link: try await triedLink(body)
        }
    }
}
