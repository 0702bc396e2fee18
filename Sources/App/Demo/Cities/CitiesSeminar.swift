import Domain
import Storage
import Web

/// The seminar of the story: who registered, who came to its online room, and for how long.
struct CitiesSeminar {
    struct Expert {
        let person: Person.ID
        let city: DemoCity
    }

    static let registered = 214
    static let came = 171
    /// Of those who came, every so many left early.
    private static let early = 9
    private static let minutes = 90

    let work: Work
    let stage: DemoStage
    let event: Event.ID

    /// The experts of the cities are among those who come.
    func hold(_ experts: [Expert]) throws {
        var rule = RegistrationRuleFields()
        (rule.channels, rule.mode, rule.work) = ([.open], .online, .rolling)
        try RegistrationOperations.keepRuleIn(work, event, rule)
        try register(experts)
        let record = try EventStore(work.tx).event(event)
        try AttendanceRuleStore.set(
            AttendanceRule(percent: AttendanceRule.usual.percent, counted: [record.startsOn: Self.minutes]), of: event,
            now: work.now, work.tx)
        guard let start = TypedTime("\(record.startsOn)T14:00", zone: record.timeZone)?.at else { return }
        stage.clock.go(to: start - 5 * EpochTime.minute)
        let seats = try RegistrationStore(work.tx).active(in: event).sorted { $0.number < $1.number }
            .compactMap(\.participant)
        for (number, seat) in seats.prefix(stage.number(Self.came, part: 32)).enumerated() {
            try attend(seat, number, from: start)
        }
    }

    private func register(_ experts: [Expert]) throws {
        let desk = try RegistrationDesk(event, work)
        for number in 0..<stage.number(Self.registered, part: 40) {
            stage.clock.tick()
            let expert = number < experts.count ? experts[number] : nil
            let city = expert?.city ?? CitiesPeople.cities[number % CitiesPeople.cities.count]
            let person = try expert.map { try PersonStore(work.tx).person($0.person).fields }
            var fields = RegistrationFields()
            fields.givenName = person?.givenName ?? "Guest \(number + 1)"
            fields.familyName = person?.familyName ?? "of \(city.name)"
            (fields.country, fields.sector) = (city.country, CitiesPeople.sectors[number % 3])
            (fields.organisation, fields.mode) = ("City of \(city.name)", .online)
            let coming = RegistrationDesk.Coming(channel: .open, person: expert?.person)
            try desk.confirm(try desk.register(fields.cleaned, coming, by: .own))
        }
    }

    /// They press the button once, and are there for as long as they stay.
    private func attend(_ seat: Participant.ID, _ number: Int, from start: Int64) throws {
        stage.clock.tick(seconds: 2)
        try OnlineStore.begin(seat, in: event, heads: 1, work)
        try Presence.arrive(seat, now: work.now, work.tx)
        let stays = number % Self.early == Self.early - 1 ? Self.minutes / 3 : Self.minutes
        guard let stay = try OnlineStore(work.tx).lastStay(of: seat, in: event) else { return }
        try OnlineStore.extend(stay.id, now: start + Int64(stays) * EpochTime.minute, work.tx)
    }
}
