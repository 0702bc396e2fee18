import Domain
import Testing
import Web

@testable import App

/// Who sees what of a person: each viewer and each choice.
struct MayReadTests {
    enum Who: String, CaseIterable {
        case guest, member, outsider, ownOrganiser, otherOrganiser, newOrganiser, themselves, administrator
    }

    private struct Case {
        let who: Who
        let choice: VisibleTo
        /// n: name and country, p: profile, e: e-mail, then the events.
        let sees: String
    }

    private static let table: [Case] = [
        (Who.guest, "", "", ""), (.member, "", "", "np"), (.outsider, "", "", ""),
        (.ownOrganiser, "npe own", "npe own", "npe own"), (.otherOrganiser, "", "np", "np"),
        (.newOrganiser, "", "np", "np"), (.themselves, "npe all", "npe all", "npe all"),
        (.administrator, "npe all", "npe all", "npe all"),
    ].flatMap { row in
        zip(VisibleTo.allCases, [row.1, row.2, row.3]).map { Case(who: row.0, choice: $0, sees: $1) }
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
            let record = PersonSight(
                id: person, visibleTo: item.choice, events: [event, unknown], programmes: [programme])
            let account = Visitor.AccountSession(
                id: Self.id(1), name: "A", email: "a@example.org", language: nil,
                isAdministrator: item.who == .administrator, organisesProgrammes: item.who == .newOrganiser)
            var visitor = Visitor(account: account, seat: nil)
            var roster = Roster()
            switch item.who {
            case .guest: visitor = .guest
            case .member: roster.programmes = [programme]
            case .outsider: roster.programmes = [other]
            case .ownOrganiser: (roster.organises, roster.programmes) = ([event], [programme])
            case .otherOrganiser: (roster.organises, roster.programmes) = ([elsewhere], [other])
            case .themselves: roster.person = person
            case .newOrganiser, .administrator: break
            }
            let sight = mayRead(record, visitor, roster, now: 0)
            var sees = (sight.isNamed ? "n" : "") + (sight.hasProfile ? "p" : "") + (sight.hasEmail ? "e" : "")
            switch sight.events {
            case .all: sees += " all"
            case .only([event]): sees += " own"
            case .only(let events): #expect(events.isEmpty)
            }
            #expect(sees == item.sees, "\(item.who) of \(item.choice)")
        }
    }
}
