import Domain
import Storage
import Web

/// What one kind of viewer sees of a person: ``mayRead`` is asked for a viewer who has this part and no other, and the registers of
/// mandates whether they name the person to such a viewer.
struct ProfileView: Sendable {
    let viewer: Message
    let sight: Sight
    /// Whether a mandate that they hold today is told to the viewer, with their name.
    var isHolder = false

    static func all(of person: PersonRecord, _ visit: Visit, _ reading: any Reading) throws -> [ProfileView] {
        let sights = try SightStore(reading, visit)
        let record = try sights.record(of: person)
        let names = try DirectoryNames(reading)
        let titles = try MandateStore(reading).programmeTitles()
        let held = try HeldMandates(by: person.id, on: CalendarDate.today(visit.now), reading)
        func view(
            _ viewer: Message, _ roster: Roster, organises: Bool = false, isHolder: Bool = false
        ) -> ProfileView {
            let account = visit.visitor.account.map { own in
                Visitor.AccountSession(
                    id: own.id, name: "", email: "", language: nil, isAdministrator: false,
                    organisesProgrammes: organises)
            }
            return ProfileView(
                viewer: viewer, sight: mayRead(record, Visitor(account: account, seat: nil), roster, now: visit.now),
                isHolder: isHolder)
        }
        var views = [
            ProfileView(viewer: L("Anybody on the web"), sight: mayRead(record, .guest, Roster(), now: visit.now))
        ]
        for programme in record.programmes.union(held.programmes).sorted(by: { (titles[$0] ?? "") < (titles[$1] ?? "") }
        ) {
            var roster = Roster()
            roster.programmes = [programme]
            views.append(
                view(
                    L("Somebody of “\(titles[programme] ?? "–")”"), roster,
                    isHolder: held.programmes.contains(programme)))
        }
        views.append(
            view(
                L("An organiser of other programmes"), Roster(), organises: true,
                isHolder: !held.everywhere.isEmpty))
        if let country = person.fields.country {
            let name = names.country(country) ?? country
            var (speaking, heading) = (Roster(), Roster())
            speaking.countries = [country]
            heading.headed = [country]
            let isOfHome = held.isOfHome(country)
            views.append(view(L("The head of the regional secretariat"), heading, isHolder: isOfHome.head))
            views.append(view(L("The focal point of \(name)"), speaking, isHolder: isOfHome.focalPoint))
        }
        return views
    }

    /// In words, for who administers the server.
    var toldOfOthers: Message {
        if !sight.isNamed {
            return isHolder
                ? L("the name, the function and since when, for they hold a mandate")
                : L("nothing, not even that they are here")
        }
        return sight.hasEmail ? L("the profile and the e-mail") : L("the profile, without the e-mail")
    }

    /// In words, for the person.
    var words: Message {
        if !sight.isNamed {
            return isHolder
                ? L("your name, your function and since when, for you hold a mandate")
                : L("nothing, not even that you are here")
        }
        return sight.hasEmail
            ? L("your profile and your e-mail") : L("your profile, without your e-mail")
    }
}

/// Where the mandates of somebody are told with their name on a day: see ``MandateSight`` and ``ProgrammeMandates``.
private struct HeldMandates {
    /// Those that hold in no programme alone.
    let everywhere: [MandateRecord]
    /// Whose people are told of one.
    let programmes: Set<Programme.ID>
    private let homes: HomeRegions

    init(by person: Person.ID, on day: String, _ reading: any Reading) throws {
        let held = try MandateStore(reading).mandates(of: person).filter { $0.holds(on: day) }
        everywhere = held.filter { $0.programme == nil }
        homes = try HomeRegions(on: day, reading)
        var programmes = Set(held.compactMap(\.programme))
        if !everywhere.isEmpty {
            for programme in try MandateStore(reading).programmeTitles().keys where !programmes.contains(programme) {
                let told = try ProgrammeMandates.all(of: programme, on: day, reading)
                if told.contains(where: { $0.person == person }) { programmes.insert(programme) }
            }
        }
        self.programmes = programmes
    }

    /// Whether who speaks for this country everywhere, and who heads the secretariat of its home region, read of one.
    func isOfHome(_ country: String) -> (focalPoint: Bool, head: Bool) {
        let home = homes.homes[country]
        let isInRegion = home != nil && everywhere.contains { homes.region(of: $0) == home }
        return (isInRegion || everywhere.contains { $0.behalf == country }, isInRegion)
    }
}
