import Domain
import Markup
import Web

/// Why groups are as they are, in words: of a proposal, and of what became of it by hand.
struct GroupWords {
    let groups: [BreakoutGroupRecord]
    let balance: GroupBalance
    let names: DirectoryNames

    /// Of the whole plan.
    var overall: [Message] {
        guard !groups.isEmpty else { return [] }
        return [sizes, sectors, delegations] + languages
    }

    private var sizes: Message {
        let (count, least, most) = (groups.count, balance.smallest, balance.largest)
        guard least < most else {
            return L(
                count, one: "\(count) group with \(least) people.", other: "\(count) groups, each with \(least) people."
            )
        }
        return L("\(count) groups with \(least) to \(most) people.")
    }

    private var sectors: Message {
        balance.cost.sectorPairs == 0
            ? L("Every sector is spread as evenly as it can be.")
            : L(
                balance.cost.sectorPairs,
                one: "The sectors are nearly even: moving one person could spread them better.",
                other: "The sectors are not quite even: moving people could spread them better.")
    }

    private var delegations: Message {
        let together = zip(groups, balance.parts).flatMap { group, part in
            part.delegations.map { (group: group, delegation: $0) }
        }
        guard !together.isEmpty else { return L("Every delegation is spread over the groups.") }
        let avoidable = together.filter { !$0.delegation.isUnavoidable }
        guard !avoidable.isEmpty else {
            let countries = Set(together.map(\.delegation.country)).sorted()
            return L(
                "Every delegation is spread over the groups, except where it has more people than there are groups: \(list: countries)."
            )
        }
        let named = avoidable.prefix(6).map { "\($0.delegation.country) (\($0.group.number))" }
        return avoidable.count > 6
            ? L(
                "People of the same delegation are together in these groups (number in brackets): \(list: named, .commas) and more."
            )
            : L("Every delegation is spread over the groups, except these (group in brackets): \(list: named).")
    }

    private var languages: [Message] {
        guard balance.parts.contains(where: \.knowsLanguages) else { return [] }
        let count = balance.cost.withoutLanguage
        if count == 0 { return [L("Everybody shares a language with their group, as far as languages are known.")] }
        return [
            L(
                count, one: "\(count) person does not speak what most of their group speak.",
                other: "\(count) people do not speak what most of their group speak.")
        ]
    }

    /// "2 Health, 2 Civil protection, 1 Security …; 5 countries" of one group.
    func line(_ group: BreakoutGroupRecord) -> HTML {
        let sectors = names.sectors.compactMap { sector -> HTML? in
            let count = group.members.count { $0.sector == sector.code }
            return count == 0 ? nil : "<span class=\"sector s\(sector.hue)\">\(count) \(sector.label)</span>"
        }
        let countries = Set(group.members.compactMap(\.country)).count
        let parts =
            sectors + [
                "<span>\(L(countries, one: "\(countries) country", other: "\(countries) countries"))</span>"
            ]
        return parts.joined(separator: " ")
    }

    static var method: Message {
        L(
            "People are placed one by one where they fit best, the largest delegations first, and then exchanged as long as that spreads sectors, countries and rapporteurs better; the best of several tries is shown. The same people always give the same groups."
        )
    }
}

/// A person's place in a group, as others see it.
struct GroupFace {
    let names: DirectoryNames
    /// Otherwise only sector and country are told.
    let showsNames: Bool

    func html(_ person: ParticipantRecord) -> HTML {
        let origin = names.origin(sector: person.sector, country: person.country)
        return showsNames ? "<span dir=\"auto\">\(person.name)</span> \(origin)" : origin
    }
}
