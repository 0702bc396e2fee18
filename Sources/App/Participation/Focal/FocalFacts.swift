import Domain
import Storage
import Web

enum FocalFacts: RoutedFeature, RailFeature, MenuFeature, NoticeFeature, TodayFeature {
    static var routes: [Route] { FocalRoutes.all + MyEventRoutes.all }
    static var api: [APIRoute] { FocalAPI.routes }

    static var rail: [RailEntry] {
        [
            RailEntry(
                order: 15, key: "n", icon: "people", label: { L("My country") }, path: Paths.mine(),
                behind: ["/my-countries", "/my-regions"],
                isFor: {
                    $0.mandates.contains { FocalFacts.actsForCountries($0) || $0.role.speaks || $0.role == .groupChair }
                },
                labelFor: {
                    $0.mandates.contains(where: FocalFacts.actsForCountries) ? L("My country") : L("For whom you act")
                })
        ]
    }

    /// Or reads what the countries of a region do.
    fileprivate static func actsForCountries(_ mandate: ActiveMandate) -> Bool {
        mandate.role.nominates || mandate.role.readsRegion
    }

    static var menu: [MenuEntry] {
        [MenuEntry(order: 30, path: Paths.myEvents(), label: { L("My events") })]
    }

    static var notices: [Done] {
        [
            .nominated, .drafted, .replaced, .nomineeWithdrawn, .callAnswered, .coming, .comes, .seatTaken,
            .withdrawalSent, .waitsForRoom, .proposed, .proposalConfirmed,
        ]
    }

    static var notificationKinds: [NotificationKind] {
        [
            NotificationKind(
                code: "seats", order: 40, label: L("Nominations and seats"),
                hint: L("What waits for your country, and what concerns your own seat."))
        ]
    }

    static func waiting(for reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] {
        try forCountries(reader, reading) + forOthers(reader, reading) + forRegions(reader, reading)
            + forMyself(reader, reading)
    }

    private static func forCountries(_ reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] {
        let visitor = reader.visitor
        guard !visitor.countries.isEmpty else { return [] }
        let names = try DirectoryNames(reading)
        return try visitor.countries.flatMap { country -> [TodayTask] in
            let name = names.country(country) ?? country
            let why = L("You speak for \(name).")
            let tasks = try CountryCall.all(.country(country), visitor, now: reader.now, isBrief: true, reading).flatMap
            {
                $0.tasks(at: reader.now)
            }
            let reviews = try CountryTask.reviews(.country(country), visitor, now: reader.now, reading)
            return tasks.map { $0.today(why: why) }
                + reviews.map {
                    TodayTask(
                        id: "mandate-\($0.mandate.id)", kind: "seats",
                        what: L("Confirm that you still act for your country"), place: "", why: why,
                        path: Paths.country(country))
                }
        }
    }

    /// For cities, organisations and working groups.
    private static func forOthers(_ reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] {
        let represented = reader.visitor.represented.filter { $0.country == nil }
        guard !represented.isEmpty else { return [] }
        let names = try MandateNames(reading)
        return try represented.flatMap { behalf -> [TodayTask] in
            let name = behalf.holder.map(names.name) ?? .verbatim(behalf.code)
            let why = L("You act for them: \(name)")
            return try CountryCall.all(behalf, reader.visitor, now: reader.now, isBrief: true, reading).flatMap {
                $0.tasks(at: reader.now)
            }.map { $0.today(why: why) }
        }
    }

    private static func forRegions(_ reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] {
        try reader.visitor.regions.flatMap { region -> [TodayTask] in
            try proposals(in: region, reader, reading) + unasked(in: region, reader, reading)
                + CountryTask.reviews(.region(region), reader.visitor, now: reader.now, reading).map {
                    TodayTask(
                        id: "mandate-\($0.mandate.id)", kind: "seats",
                        what: L("Confirm that you still head the secretariat"), place: "",
                        why: L("You head a regional secretariat."), path: Paths.secretariat(region))
                }
        }
    }

    /// What the countries of a region have proposed, for who heads its secretariat.
    private static func proposals(in region: App.Region.ID, _ reader: AccountReader, _ reading: any Reading) throws
        -> [TodayTask]
    {
        let countries = try HomeRegions(on: CalendarDate.today(reader.now), reading).countries(of: region)
        let waiting = try MandateProposals.waiting(for: countries, reading).filter { mandate in
            reader.visitor.heading(region, in: mandate.programme)?.mayAct ?? false
        }
        return task(
            "proposals", waiting.count, region,
            L(
                waiting.count, one: "\(waiting.count) person proposed by their country to be confirmed",
                other: "\(waiting.count) people proposed by their countries to be confirmed"))
    }

    /// Invitations of countries for which nobody can be asked.
    private static func unasked(in region: App.Region.ID, _ reader: AccountReader, _ reading: any Reading) throws
        -> [TodayTask]
    {
        let calls = try VacantCall.all(in: region, reader.visitor, now: reader.now, reading)
        return task(
            "vacant", calls.count, region,
            L(
                calls.count, one: "\(calls.count) invitation of a country that has nobody to answer it",
                other: "\(calls.count) invitations of countries that have nobody to answer them"))
    }

    /// What so much of a region waits for, for who heads its secretariat; nothing where it is none.
    private static func task(_ what: String, _ count: Int, _ region: App.Region.ID, _ words: Message) -> [TodayTask] {
        guard count > 0 else { return [] }
        return [
            TodayTask(
                id: "\(what)-\(region)", kind: "seats", what: words, place: "",
                why: L("You head a regional secretariat."), path: Paths.secretariat(region))
        ]
    }

    private static func forMyself(_ reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] {
        let today = CalendarDate.today(reader.now)
        return try MyEventOperations.registrations(of: reader.visitor, reading).compactMap { own in
            guard own.isOffered || own.isActive && own.confirmedAt == nil else { return nil }
            let event = try EventStore(reading).event(own.event)
            guard event.endsOn >= today else { return nil }
            return TodayTask(
                id: "\(own.isOffered ? "offer" : "coming")-\(own.id)", kind: "seats",
                what: own.isOffered ? L("A seat is free for you: say whether you come") : L("Say whether you come"),
                place: event.title, why: L("You are registered."), path: Paths.myEvents(), due: own.offeredUntil,
                zone: event.timeZone, marking: event.marking)
        }
    }
}

extension Done {
    static let proposed = Done("proposed", L("Proposed. You see here when it is confirmed."))
    static let proposalConfirmed = Done("proposal-confirmed", L("Confirmed: from its first day on the mandate holds."))
    static let nominated = Done(
        "nominated", L("Nominated. The person gets a mail, and the organiser sees it."),
        withoutMail: L(
            "Nominated, and the organiser sees it. This server sends no mail: the organiser hands the person their link."
        ))
    static let drafted = Done("drafted", L("Kept as a draft: it is not sent yet."))
    static let replaced = Done("replaced", L("Replaced: the new person has the place in your list."))
    static let nomineeWithdrawn = Done("nominee-withdrawn", L("Taken off the list."))
    static let callAnswered = Done("call-answered", L("Your answer was sent to the organiser."))
    static let coming = Done("coming", L("Thank you: the organiser knows that you want to come."))
    /// Of who has a seat.
    static let comes = Done("comes", L("Thank you: the organiser knows that you come."))
    static let seatTaken = Done("seat-taken", L("Thank you: the organiser knows that you come."))
    static let withdrawalSent = Done("withdrawal-sent", L("The organiser knows that you do not come."))
    static let waitsForRoom = Done(
        "waits-for-room", L("There is no room at the moment: you stay online and wait for it."))
}
