import Domain
import Testing
import Web

@testable import App

/// Who sees what of a person: each viewer and each choice.
struct MayReadTests {
    enum Who: String, CaseIterable {
        case guest, member, outsider, ownOrganiser, eventOrganiser, adder, otherOrganiser, newOrganiser, themselves,
            administrator, focalPoint, headOfSecretariat, otherFocalPoint, focalPointInProgramme, headInProgramme,
            focalPointElsewhere, headElsewhere
    }

    private struct Case {
        let who: Who
        let choice: VisibleTo
        /// n: name and country, p: profile, e: e-mail, c: may change it, then the events.
        let sees: String
    }

    private static let table: [Case] = [
        (Who.guest, "", "", "", ""), (.member, "", "", "", "np"), (.outsider, "", "", "", ""),
        (.ownOrganiser, "npec own", "npec own", "npec own", "npec own"),
        (.eventOrganiser, "npe own", "npe own", "npe own", "npe own"),
        (.adder, "np added", "np added", "np added", "np added"), (.otherOrganiser, "", "", "np", "np"),
        (.newOrganiser, "", "", "np", "np"), (.themselves, "npec all", "npec all", "npec all", "npec all"),
        (.administrator, "npec all", "npec all", "npec all", "npec all"), (.focalPoint, "", "npe", "npe", "npe"),
        (.headOfSecretariat, "", "np", "np", "np"), (.otherFocalPoint, "", "", "", ""),
        (.focalPointInProgramme, "", "npe", "npe", "npe"), (.headInProgramme, "", "np", "np", "np"),
        // What holds in one programme opens nobody of another.
        (.focalPointElsewhere, "", "", "", ""), (.headElsewhere, "", "", "", ""),
    ].flatMap { row in
        zip(VisibleTo.allCases, [row.1, row.2, row.3, row.4]).map { Case(who: row.0, choice: $0, sees: $1) }
    }

    private static func id<Subject>(_ number: Int64) -> Identifier<Subject> {
        Identifier(milliseconds: number, random: [])
    }

    @Test func `the table says who sees what`() {
        let (event, elsewhere, unknown): (Event.ID, Event.ID, Event.ID) = (Self.id(1), Self.id(2), Self.id(3))
        let (programme, other): (Programme.ID, Programme.ID) = (Self.id(1), Self.id(2))
        let person: Person.ID = Self.id(1)
        #expect(Self.table.count == Who.allCases.count * VisibleTo.allCases.count)
        for item in Self.table {
            var record = PersonSight(
                id: person, visibleTo: item.choice, hasAddress: true, country: "KZ", events: [event, unknown],
                programmes: [programme],
                seatedBy: [programme], addressKnownTo: [programme], addressKnownIn: [event, unknown])
            let account = Visitor.AccountSession(
                id: Self.id(1), name: "A", email: "a@example.org", language: nil,
                isAdministrator: item.who == .administrator,
                organisesProgrammes: [.newOrganiser, .ownOrganiser, .adder].contains(item.who))
            var visitor = Visitor(account: account, seat: nil)
            var roster = Roster()
            switch item.who {
            case .guest: visitor = .guest
            case .member: roster.programmes = [programme]
            case .outsider: roster.programmes = [other]
            case .ownOrganiser:
                (roster.organises, roster.programmes, roster.organisesProgrammes) = ([event], [programme], [programme])
            case .eventOrganiser: (roster.organises, roster.programmes) = ([event], [programme])
            case .adder:
                (roster.organises, roster.programmes, roster.organisesProgrammes) = ([elsewhere], [other], [other])
                record.events.insert(elsewhere)
                record.programmes.insert(other)
                record.seatedBy.insert(other)
            case .otherOrganiser: (roster.organises, roster.programmes) = ([elsewhere], [other])
            case .themselves: roster.person = person
            case .focalPoint: roster.countries = ["KZ"]
            case .headOfSecretariat: roster.headed = ["KZ", "UZ"]
            case .otherFocalPoint: roster.countries = ["UZ"]
            case .focalPointInProgramme: roster.countriesIn = [programme: ["KZ"], other: ["UZ"]]
            case .headInProgramme: roster.headedIn = [programme: ["KZ"]]
            case .focalPointElsewhere: roster.countriesIn = [other: ["KZ"], programme: ["UZ"]]
            case .headElsewhere: roster.headedIn = [other: ["KZ"]]
            case .newOrganiser, .administrator: break
            }
            let sight = mayRead(record, visitor, roster, now: 0)
            var sees = (sight.isNamed ? "n" : "") + (sight.hasProfile ? "p" : "") + (sight.hasEmail ? "e" : "")
            if sight.mayChangeEmail { sees += "c" }
            switch sight.events {
            case .all: sees += " all"
            case .only([event]): sees += " own"
            case .only([elsewhere]): sees += " added"
            case .only(let events): #expect(events.isEmpty)
            }
            #expect(sees == item.sees, "\(item.who) of \(item.choice)")
        }
    }

    @Test func `who speaks for a country in one programme reads the addresses that its organisers know`() {
        let (own, other): (Programme.ID, Programme.ID) = (Self.id(1), Self.id(2))
        let account = Visitor.AccountSession(
            id: Self.id(1), name: "A", email: "a@example.org", language: nil, isAdministrator: false,
            organisesProgrammes: false)
        var roster = Roster()
        roster.countriesIn = [own: ["KZ"]]
        for (known, isShown) in [([own], true), ([other], false), ([], false)] as [(Set<Programme.ID>, Bool)] {
            let record = PersonSight(
                id: Self.id(1), visibleTo: .focalPoint, hasAddress: true, country: "KZ", programmes: [own, other],
                addressKnownTo: known)
            let sight = mayRead(record, Visitor(account: account, seat: nil), roster, now: 0)
            #expect(sight.hasProfile && sight.hasEmail == isShown)
        }
    }

    @Test
    func
        `an address is changed by the programme that alone has the person and knows it, and an empty one by the first alone`()
    {
        let (own, other): (Programme.ID, Programme.ID) = (Self.id(1), Self.id(2))
        let account = Visitor.AccountSession(
            id: Self.id(1), name: "A", email: "a@example.org", language: nil, isAdministrator: false,
            organisesProgrammes: true)
        var roster = Roster()
        roster.organisesProgrammes = [own]
        func mayChange(_ hasAddress: Bool, seats: Set<Programme.ID>, known: Set<Programme.ID>) -> Bool {
            let record = PersonSight(
                id: Self.id(1), visibleTo: .organisers, hasAddress: hasAddress, seatedBy: seats, addressKnownTo: known)
            return mayRead(record, Visitor(account: account, seat: nil), roster, now: 0).mayChangeEmail
        }
        #expect(mayChange(true, seats: [own], known: [own]) && mayChange(true, seats: [], known: [own]))
        #expect(!mayChange(true, seats: [own], known: []) && !mayChange(true, seats: [], known: []))
        #expect(!mayChange(true, seats: [own, other], known: [own]) && !mayChange(true, seats: [other], known: [own]))
        #expect(!mayChange(true, seats: [own], known: [own, other]), "another programme relies on it too")
        #expect(mayChange(false, seats: [], known: []) && mayChange(false, seats: [own], known: []))
        #expect(!mayChange(false, seats: [own, other], known: []) && !mayChange(false, seats: [other], known: []))
    }
}
