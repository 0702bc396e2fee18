import Markup
import Storage
import Web

/// Something of others that concerns a member of a network, or what the member said to it.
struct CountryThing: Sendable {
    let thing: MemberThing
    /// From whom it comes, where a member is behind it.
    let from: MemberRef?
    /// Milliseconds since 1970: the newest stands first.
    let at: Int64
}

/// What a feature tells on the page of a country: what others offer it or ask of it, and what it answered. Nothing that the visitor may
/// not read.
protocol CountryThingFeature: Feature {
    /// - Parameter programmes: to which the country belongs.
    static func offers(to member: MemberRef, in programmes: [Programme.ID], _ visit: Visit, _ reading: any Reading)
        throws -> [CountryThing]
    static func answers(of member: MemberRef, in programmes: [Programme.ID], _ visit: Visit, _ reading: any Reading)
        throws -> [CountryThing]
}

extension CountryThingFeature {
    static func answers(of member: MemberRef, in programmes: [Programme.ID], _ visit: Visit, _ reading: any Reading)
        throws -> [CountryThing]
    { [] }
}

enum CountryThings {
    private static let features: [any CountryThingFeature.Type] = Features.all { $0 as? any CountryThingFeature.Type }

    /// Newest first.
    static func offers(to member: MemberRef, in programmes: [Programme.ID], _ visit: Visit, _ reading: any Reading)
        throws -> [CountryThing]
    {
        try features.flatMap { try $0.offers(to: member, in: programmes, visit, reading) }.sorted { $0.at > $1.at }
    }

    /// Newest first.
    static func answers(of member: MemberRef, in programmes: [Programme.ID], _ visit: Visit, _ reading: any Reading)
        throws -> [CountryThing]
    {
        try features.flatMap { try $0.answers(of: member, in: programmes, visit, reading) }.sorted { $0.at > $1.at }
    }
}

extension NetworkMemberFacts: CountrySectionFeature {
    static var countrySectionOrder: Int { 20 }

    static func section(ofCountry country: String, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        let member = MemberRef.country(country)
        let belongs = try NetworkRoster.read(visit.visitor, reading, now: visit.now).belongs
        let programmes = belongs.filter { $0.value.contains(member) }.keys.sorted()
        guard !programmes.isEmpty else { return .empty }
        let offers = try CountryThings.offers(to: member, in: programmes, visit, reading)
        let answers = try CountryThings.answers(of: member, in: programmes, visit, reading)
        return CountryThingsSection(
            offers: offers, answers: answers, own: try MemberThings.all(of: member, in: programmes, visit, reading),
            names: try MemberNames((offers + answers).compactMap(\.from), reading)
        ).html
    }
}
