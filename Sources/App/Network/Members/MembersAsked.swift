import Domain
import Storage
import Web

/// What pages, files and the API ask of members alike.
enum MembersAsked {
    /// All that may belong to a programme: cities, organisations, regions, countries.
    static func options(_ reading: any Reading) throws -> [FieldOption] {
        let names = try DirectoryNames(reading)
        let cities = try CityStore(reading).cities().filter { !$0.isRetired }.map { city in
            (value: MemberRef.city(city.id).description, label: L("City: \(city.name) (\(city.country ?? ""))"))
        }
        let organisations = try MemberNameStore(reading).organisations(limit: 1_000).map { one in
            (value: MemberRef.organisation(one.id).description, label: L("Organisation: \(one.name)"))
        }
        let regions = try RegionStore(reading).regions().map { region in
            (value: MemberRef.region(region.id).description, label: L("Region: \(region.label)"))
        }
        let countries = names.allCountries.map { country in
            (value: MemberRef.country(country.code).description, label: L("Country: \(country.name)"))
        }
        var options: [FieldOption] = [(value: "", label: L("Choose"))]
        options += cities
        options += organisations
        options += regions
        options += countries
        return options
    }

    /// Who holds a mandate for a member today, in one of these programmes or everywhere. That they do is function data, shown to whoever
    /// belongs to the programme; who only comes to its events finds those whom they see anyway.
    static func speakers(
        for ref: MemberRef, in programmes: Set<Programme.ID>, _ visit: Visit, _ reading: any Reading
    ) throws -> [MemberSpeaker] {
        guard let holder = MandateHolder(ref.description), !programmes.isEmpty else { return [] }
        let today = CalendarDate.today(visit.now)
        let held = try MandateStore(reading).mandates(for: holder).filter { mandate in
            mandate.holds(on: today) && (mandate.programme.map { programmes.contains($0) } ?? true)
        }
        var people = try PersonStore(reading).people(Set(held.compactMap(\.person)).sorted())
        let roster = try NetworkRoster.read(visit.visitor, reading, now: visit.now)
        if programmes.allSatisfy(roster.onlyAttends) {
            people = try SightStore(reading, visit).seen(people).map(\.person)
        }
        let byId = Dictionary(people.map { ($0.id, $0.fields.fullName) }) { first, _ in first }
        return held.compactMap { mandate in
            mandate.person.flatMap { byId[$0] }.map { MemberSpeaker(mandate: mandate, name: $0) }
        }
    }
}
